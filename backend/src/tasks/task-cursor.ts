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
  return encode([listMark(query, ownerId), order.positionOf(row), row.id]);
}

/** @throws Problem VALIDATION_FAILED for anything but a cursor of this very list of this very person, in its one spelling. */
export function readCursor(cursor: string, order: TaskOrder, query: ListTasksDto, ownerId: string): Position {
  const [, value, id] = decode(cursor);
  const isPosition = typeof value === 'string' && order.accepts(value) && isUuid(id);
  if (!isPosition || cursor !== encode([listMark(query, ownerId), value, id])) {
    throw validationProblem([
      { pointer: '/cursor', code: 'INVALID', message: 'This is not a cursor of this list.' },
    ]);
  }
  return { value, id: id as string };
}

function encode(parts: unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function decode(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** Changes with the person, the order and every filter, but not with the size of a page. */
function listMark({ status, priority, tag, dueFrom, dueTo, q, sort }: ListTasksDto, ownerId: string): string {
  const list = JSON.stringify([ownerId, sort, status, priority, tag, dueFrom, dueTo, q]);
  return createHash('sha256').update(list).digest('base64url').slice(0, 16);
}
