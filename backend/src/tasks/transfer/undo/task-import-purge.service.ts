import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inBatches, PeriodicPurge } from '../../../platform/database/periodic-purge';

const INTERVAL = 3_600_000;
/** For so long a file that comes again is known. */
const KEPT = '90 days';
const BATCH = 5_000;

/** Forgets imports that nobody can undo any more, and that are so old that nobody imports them again by mistake. */
@Injectable()
export class TaskImportPurge extends PeriodicPurge {
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
