import type { ListTasksDto } from './dto/list-tasks.dto';
import type { TaskRow } from './dto/task.dto';
import { decodeCursor, encodeCursor, type Position } from '../../platform/pagination/keyset-cursor';
import type { TaskOrder } from './task-order';

export function writeCursor(row: TaskRow, order: TaskOrder, query: ListTasksDto, ownerId: string): string {
  return encodeCursor(listOf(query, ownerId), { value: order.positionOf(row), id: row.id });
}

/** @throws Problem VALIDATION_FAILED unless this is a cursor of the same list of the same person. */
export function readCursor(cursor: string, order: TaskOrder, query: ListTasksDto, ownerId: string): Position {
  return decodeCursor(cursor, listOf(query, ownerId), order.accepts);
}

/** Depends on the person, the order and every filter, but not on the page size. */
function listOf(
  { status, priority, tag, dueFrom, dueTo, q, sort }: ListTasksDto,
  ownerId: string,
): unknown[] {
  return [ownerId, sort, status, priority, tag, dueFrom, dueTo, q];
}
