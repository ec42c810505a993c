import type { EntityManager } from 'typeorm';
import { takePosition } from '../task-changes/next-position';

/** What is deleted leaves a tombstone, so that whoever reads the changes later learns of it. */
const PURGE = `
  WITH feed AS (${takePosition('$1')}),
  gone AS (
    DELETE FROM tasks USING feed
    WHERE owner_id = $1 AND deleted_at IS NOT NULL AND ($2::uuid IS NULL OR id = $2)
    RETURNING id, position
  )
  INSERT INTO task_tombstones (owner_id, change_position, task_id)
  SELECT $1, position, id FROM gone
  RETURNING task_id`;

/**
 * Deletes for good what is in a person's trash, in one statement.
 * @param id of the one task; null for all of them.
 * @returns how many tasks are gone.
 */
export async function purgeTasks(
  manager: EntityManager,
  ownerId: string,
  id: string | null,
): Promise<number> {
  const gone = await manager.query<unknown[]>(PURGE, [ownerId, id]);
  return gone.length;
}
