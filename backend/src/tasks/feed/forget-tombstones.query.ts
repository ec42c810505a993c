import type { DataSource, EntityManager } from 'typeorm';
import { inBatches } from '../../platform/database/periodic-purge';
import { lockFeedIfFree } from './next-position';

/** Tombstones kept per person: clients that missed more deletions must start over. */
export const TOMBSTONES_MAXIMUM = 10_000;
const BATCH = 5_000;

const FIRST_BEYOND_MAXIMUM = `
  SELECT change_position AS position FROM task_tombstones WHERE owner_id = $1
  ORDER BY change_position DESC OFFSET ${TOMBSTONES_MAXIMUM} LIMIT 1`;

/**
 * Deletes a person's tombstones that match a condition, oldest first. Skips a feed that is locked; the next run will
 * retry.
 * @param condition SQL over `task_tombstones`.
 */
export async function forgetTombstones(
  dataSource: DataSource,
  ownerId: string,
  condition: string,
): Promise<void> {
  await inBatches(BATCH, () =>
    dataSource.transaction(async (manager) =>
      (await lockFeedIfFree(manager, ownerId)) ? forgetBatch(manager, ownerId, condition) : 0,
    ),
  );
}

/**
 * Enforces the maximum in a transaction that has just added tombstones, and so has locked the feed. A later attempt
 * might find it locked every time, and tombstones would pile up. No transaction adds as many as are deleted here.
 */
export async function forgetTombstonesBeyondMaximum(manager: EntityManager, ownerId: string): Promise<void> {
  const [first] = await manager.query<{ position: string }[]>(FIRST_BEYOND_MAXIMUM, [ownerId]);
  if (first) {
    await forgetBatch(manager, ownerId, 'change_position <= $2', first.position);
  }
}

/**
 * One statement, so that readers see either the tombstones or that they have been purged.
 * @param condition `$2` is the parameter.
 */
async function forgetBatch(
  manager: EntityManager,
  ownerId: string,
  condition: string,
  parameter?: string,
): Promise<number> {
  const [{ forgotten }] = await manager.query<[{ forgotten: number }]>(
    `WITH forgotten AS (
       DELETE FROM task_tombstones WHERE (owner_id, change_position, task_id) IN (
         SELECT owner_id, change_position, task_id FROM task_tombstones WHERE owner_id = $1 AND ${condition}
         ORDER BY change_position LIMIT ${BATCH}
       )
       RETURNING change_position
     ), feed AS (
       UPDATE task_feeds
       SET forgotten_position = greatest(forgotten_position, (SELECT max(change_position) FROM forgotten))
       WHERE owner_id = $1
     )
     SELECT count(*)::integer AS forgotten FROM forgotten`,
    parameter === undefined ? [ownerId] : [ownerId, parameter],
  );
  return forgotten;
}
