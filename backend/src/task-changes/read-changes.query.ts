import type { DataSource } from 'typeorm';
import { TASK_COLUMNS, type TaskRow } from '../tasks/dto/task.dto';
import type { FeedPlace } from './change-cursor';

/** A change as the feed has it: the task as it is now, or only its id where it is gone. */
export interface ChangeRow extends Partial<TaskRow> {
  readonly position: string;
  readonly changedId: string;
  /** In the trash, or gone for good. */
  readonly gone: boolean;
}

const BEHIND = (id: string): string => `owner_id = $1 AND (change_position, ${id}) > ($2::bigint, $3::uuid)`;

const READ = `
  WITH changed AS (
    (SELECT change_position AS position, id AS changed_id FROM tasks
     WHERE ${BEHIND('id')} ORDER BY change_position, id LIMIT $4)
    UNION ALL
    (SELECT change_position, task_id FROM task_tombstones
     WHERE ${BEHIND('task_id')} ORDER BY change_position, task_id LIMIT $4)
    ORDER BY position, changed_id LIMIT $4
  )
  SELECT position, changed_id AS "changedId", tasks.id IS NULL OR deleted_at IS NOT NULL AS gone, ${TASK_COLUMNS}
  FROM changed LEFT JOIN tasks ON tasks.owner_id = $1 AND tasks.id = changed_id
  ORDER BY position, changed_id`;

/**
 * What changed behind a place, oldest first. Positions follow the order of commits, so nothing that is committed
 * later can stand before what was read.
 */
export function readChanges(
  dataSource: DataSource,
  ownerId: string,
  { position, id }: FeedPlace,
  limit: number,
): Promise<ChangeRow[]> {
  return dataSource.query<ChangeRow[]>(READ, [ownerId, position, id, limit]);
}

/** The position of the latest change, and the one up to which tombstones were removed. */
export async function readFeed(
  dataSource: DataSource,
  ownerId: string,
): Promise<{ position: string; forgotten: string }> {
  const [feed] = await dataSource.query<{ position: string; forgotten: string }[]>(
    'SELECT position, forgotten_position AS forgotten FROM task_feeds WHERE owner_id = $1',
    [ownerId],
  );
  return feed ?? { position: '0', forgotten: '0' };
}
