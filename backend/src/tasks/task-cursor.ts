import { createHash } from 'node:crypto';
import { validate as isUuid } from 'uuid';
import { validationProblem } from '../validation/validation.pipe';
import type { ListTasksDto } from './dto/list-tasks.dto';
import type { TaskRow } from './dto/task.dto';
import type { TaskOrder } from './task-order';

/** The last row of a page: where the next one begins. */
export interface Position {
  readonly value: string;
  readonly id: string;
}

/** Opaque text: a position, and a mark of the list it belongs to. */
export function writeCursor(row: TaskRow, order: TaskOrder, query: ListTasksDto, ownerId: string): string {
  return Buffer.from(JSON.stringify([listMark(query, ownerId), order.positionOf(row), row.id])).toString(
    'base64url',
  );
}

/** @throws Problem VALIDATION_FAILED for anything that is not a cursor of this very list of this very person. */
export function readCursor(cursor: string, order: TaskOrder, query: ListTasksDto, ownerId: string): Position {
  const [mark, value, id] = parse(cursor);
  const isOurs = mark === listMark(query, ownerId) && typeof value === 'string' && order.accepts(value);
  if (!isOurs || !isUuid(id)) {
    throw validationProblem([
      { pointer: '/cursor', code: 'INVALID', message: 'This is not a cursor of this list.' },
    ]);
  }
  return { value, id: id as string };
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/** Changes with the person, the order and every filter, but not with the size of a page. */
function listMark({ status, priority, tag, dueFrom, dueTo, q, sort }: ListTasksDto, ownerId: string): string {
  const list = JSON.stringify([ownerId, sort, status, priority, tag, dueFrom, dueTo, q]);
  return createHash('sha256').update(list).digest('base64url').slice(0, 16);
}
