import type { EntityManager } from 'typeorm';
import { takePositionForRows } from '../feed/next-position';

/** The feed stays locked meanwhile, and other changes wait for it. */
const PURGED_AT_A_TIME = 1_000;

/** Leaves tombstones, so that later readers of the change feed learn of the deletions. */
const PURGE = `
  WITH feed AS (${takePositionForRows('$1')}),
  gone AS (
    DELETE FROM tasks USING feed
    WHERE owner_id = $1 AND id IN (
      SELECT id FROM tasks WHERE owner_id = $1 AND deleted_at IS NOT NULL AND ($2::uuid IS NULL OR id = $2)
      LIMIT ${PURGED_AT_A_TIME}
    ) AND deleted_at IS NOT NULL
    RETURNING id, position
  )
  INSERT INTO task_tombstones (owner_id, change_position, task_id)
  SELECT $1, position, id FROM gone
  RETURNING task_id`;

/**
 * Permanently deletes tasks in a person's trash, in one statement.
 * @param id of one task; null for as many as one statement handles.
 * @returns the number of tasks deleted.
 */
export async function purgeTasks(
  manager: EntityManager,
  ownerId: string,
  id: string | null,
): Promise<number> {
  const gone = await manager.query<unknown[]>(PURGE, [ownerId, id]);
  return gone.length;
}
