import type { EntityManager } from 'typeorm';
import type { ListTasksDto } from './dto/list-tasks.dto';
import type { TaskRow } from './dto/task.dto';
import { type ListKind, type ListParameter, listStatement } from './list-tasks.statement';
import { readCursor, writeCursor } from './task-cursor';
import { orderOf } from './task-order';

/**
 * One page of one person's tasks in one statement; one extra row is read to detect a next page.
 * @throws Problem VALIDATION_FAILED for a cursor of another list.
 */
export async function listTasks(
  manager: EntityManager,
  ownerId: string,
  query: ListTasksDto,
): Promise<{ rows: TaskRow[]; nextCursor: string | null }> {
  const order = orderOf(query.sort);
  const place = query.cursor ? readCursor(query.cursor, order, query, ownerId) : undefined;
  const { text, parameters } = listStatement(query.sort, kindOf(query), place !== undefined);
  const values: Record<ListParameter, unknown> = {
    owner: ownerId,
    limit: query.limit + 1,
    value: place?.value,
    id: place?.id,
    completed: query.status === 'all' ? null : query.status === 'completed',
    priority: query.priority,
    tag: query.tag,
    dueFrom: query.dueFrom,
    dueTo: query.dueTo,
    q: query.q,
  };
  const found = await manager.query<TaskRow[]>(
    text,
    parameters.map((name) => values[name]),
  );
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  return {
    rows,
    nextCursor: last && found.length > query.limit ? writeCursor(last, order, query, ownerId) : null,
  };
}

function kindOf({ q, priority, tag, dueFrom, dueTo, status }: ListTasksDto): ListKind {
  if (q) {
    return 'search';
  }
  return (priority ?? tag ?? dueFrom ?? dueTo) === undefined ? status : 'filtered';
}
