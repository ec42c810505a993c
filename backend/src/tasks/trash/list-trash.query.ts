import type { EntityManager } from 'typeorm';
import { decodeCursor, encodeCursor } from '../../platform/pagination/keyset-cursor';
import { Task } from '../core/task.entity';
import { parseInstant } from '../../platform/validation/instant';
import type { ListTrashDto } from './dto/list-trash.dto';
import { TRASHED_TASK_COLUMNS, type TrashedTaskRow } from './dto/trashed-task.dto';

/** One page of one person's trash, latest deletion first; one extra row is read to detect a next page. */
export async function listTrash(
  manager: EntityManager,
  ownerId: string,
  { limit, cursor }: ListTrashDto,
): Promise<{ rows: TrashedTaskRow[]; nextCursor: string | null }> {
  const list = ['trash', ownerId];
  const select = manager
    .createQueryBuilder(Task, 'task')
    .select(TRASHED_TASK_COLUMNS)
    .withDeleted()
    .where('owner_id = :ownerId AND deleted_at IS NOT NULL', { ownerId });
  if (cursor) {
    select.andWhere(
      '(deleted_at, id) < (CAST(:value AS timestamptz), CAST(:id AS uuid))',
      decodeCursor(cursor, list, (value) => parseInstant(value)?.toISOString() === value),
    );
  }
  const found = await select
    .orderBy('deleted_at', 'DESC')
    .addOrderBy('id', 'DESC')
    .limit(limit + 1)
    .getRawMany<TrashedTaskRow>();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const position = last && found.length > limit && { value: last.deletedAt, id: last.id };
  return { rows, nextCursor: position ? encodeCursor(list, position) : null };
}
