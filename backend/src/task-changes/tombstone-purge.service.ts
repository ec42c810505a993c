import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { inBatches, PeriodicPurge } from '../database/periodic-purge';
import { lockFeedIfFree } from './lock-feed';

const INTERVAL = 600_000;
/** Who reads the changes more rarely than this starts anew. */
const KEPT = '90 days';
const BATCH = 5_000;

const EXPIRED = `created_at < now() - interval '${KEPT}'`;

/** Forgets deletions that whoever reads the changes has long read. */
@Injectable()
export class TombstonePurge extends PeriodicPurge {
  constructor(private readonly dataSource: DataSource) {
    super(INTERVAL);
  }

  async purge(): Promise<void> {
    const owners = await this.dataSource.query<{ id: string }[]>(
      `SELECT DISTINCT owner_id AS id FROM task_tombstones WHERE ${EXPIRED}`,
    );
    for (const { id } of owners) {
      await inBatches(BATCH, () =>
        this.dataSource.transaction(async (manager) =>
          (await lockFeedIfFree(manager, id)) ? forgetExpired(manager, id) : 0,
        ),
      );
    }
  }
}

/** In one statement, so that every reader sees the tombstones or that they are forgotten. */
async function forgetExpired(manager: EntityManager, ownerId: string): Promise<number> {
  const [{ forgotten }] = await manager.query<[{ forgotten: number }]>(
    `WITH forgotten AS (
       DELETE FROM task_tombstones WHERE (owner_id, change_position, task_id) IN (
         SELECT owner_id, change_position, task_id FROM task_tombstones WHERE owner_id = $1 AND ${EXPIRED}
         ORDER BY change_position LIMIT ${BATCH}
       )
       RETURNING change_position
     ), feed AS (
       UPDATE task_feeds
       SET forgotten_position = greatest(forgotten_position, (SELECT max(change_position) FROM forgotten))
       WHERE owner_id = $1
     )
     SELECT count(*)::integer AS forgotten FROM forgotten`,
    [ownerId],
  );
  return forgotten;
}
