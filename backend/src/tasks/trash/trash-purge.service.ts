import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config';
import { inBatches, PeriodicPurge } from '../../platform/database/periodic-purge';
import { forgetTombstonesBeyondMaximum } from '../feed/forget-tombstones.query';
import { lockFeedIfFree } from '../feed/next-position';
import { TaskChangeNotifierService } from '../feed/task-change-notifier.service';

const INTERVAL = 600_000;
const BATCH = 1_000;

/** SQL: whether a task has been in the trash for longer than this many milliseconds. */
const expiredAfter = (parameter: string): string => `deleted_at < now() - ${parameter} * interval '1 ms'`;

/** Permanently deletes tasks whose time in the trash is over, and leaves tombstones. */
@Injectable()
export class TrashPurgeService extends PeriodicPurge {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly notifier: TaskChangeNotifierService,
  ) {
    super(INTERVAL);
  }

  async purge(): Promise<void> {
    const owners = await this.dataSource.query<{ id: string }[]>(
      `SELECT DISTINCT owner_id AS id FROM tasks WHERE ${expiredAfter('$1::float8')}`,
      [this.config.trashRetention],
    );
    await this.purgeEach(owners, (id) => inBatches(BATCH, () => this.purgeBatch(id)));
  }

  /** A locked feed is skipped until the next run. */
  private async purgeBatch(ownerId: string): Promise<number> {
    const deleted = await this.dataSource.transaction(async (manager) =>
      (await lockFeedIfFree(manager, ownerId)) ? this.deleteExpired(manager, ownerId) : 0,
    );
    if (deleted > 0) {
      this.notifier.announce(ownerId);
    }
    return deleted;
  }

  /** While the feed is locked, no task of this person can change, for example by being restored. */
  private async deleteExpired(manager: EntityManager, ownerId: string): Promise<number> {
    const tombstones = await manager.query<unknown[]>(
      `WITH expired AS (
         DELETE FROM tasks WHERE id IN (
           SELECT id FROM tasks WHERE owner_id = $1 AND ${expiredAfter('$2::float8')}
           ORDER BY deleted_at LIMIT ${BATCH}
         )
         RETURNING owner_id, id
       ), feed AS (
         UPDATE task_feeds SET position = position + 1 WHERE owner_id = $1 RETURNING position
       )
       INSERT INTO task_tombstones (owner_id, change_position, task_id)
       SELECT owner_id, position, id FROM expired, feed
       RETURNING task_id`,
      [ownerId, this.config.trashRetention],
    );
    await forgetTombstonesBeyondMaximum(manager, ownerId);
    return tombstones.length;
  }
}
