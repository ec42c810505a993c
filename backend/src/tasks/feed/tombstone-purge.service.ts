import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PeriodicPurge } from '../../platform/database/periodic-purge';
import { forgetTombstones } from './forget-tombstones.query';

const INTERVAL = 600_000;
/** Clients that read the changes less often must start over. */
const KEPT = '90 days';

const EXPIRED = `created_at < now() - interval '${KEPT}'`;

/** Purges tombstones that regular readers of the change feed have long seen. */
@Injectable()
export class TombstonePurgeService extends PeriodicPurge {
  constructor(private readonly dataSource: DataSource) {
    super(INTERVAL);
  }

  async purge(): Promise<void> {
    const owners = await this.dataSource.query<{ id: string }[]>(
      `SELECT DISTINCT owner_id AS id FROM task_tombstones WHERE ${EXPIRED}`,
    );
    await this.purgeEach(owners, (id) => forgetTombstones(this.dataSource, id, EXPIRED));
  }
}
