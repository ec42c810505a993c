import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inBatches, PeriodicPurge } from '../../../platform/database/periodic-purge';

const INTERVAL = 3_600_000;
/** How long repeated imports of a file are detected. */
const KEPT = '90 days';
const BATCH = 5_000;

/** Deletes imports that can no longer be undone and are too old to be repeated by mistake. */
@Injectable()
export class TaskImportPurgeService extends PeriodicPurge {
  constructor(private readonly dataSource: DataSource) {
    super(INTERVAL);
  }

  async purge(): Promise<void> {
    await inBatches(BATCH, async () => {
      const [, deleted] = await this.dataSource.query<[unknown[], number]>(
        `DELETE FROM task_imports WHERE (owner_id, id) IN (
           SELECT owner_id, id FROM task_imports WHERE created_at < now() - interval '${KEPT}'
           LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
         )`,
      );
      return deleted;
    });
  }
}
