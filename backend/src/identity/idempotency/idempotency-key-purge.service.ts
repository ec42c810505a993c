import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inBatches, PeriodicPurge } from '../../platform/database/periodic-purge';

/** In milliseconds. */
export const PURGE_INTERVAL = 600_000;
export const IDEMPOTENCY_KEYS_KEPT = '24 hours';
const BATCH = 5_000;

/** Forgets answers to requests that nobody sends again any more. */
@Injectable()
export class IdempotencyKeyPurge extends PeriodicPurge {
  constructor(private readonly dataSource: DataSource) {
    super(PURGE_INTERVAL);
  }

  async purge(): Promise<void> {
    await inBatches(BATCH, async () => {
      const [, deleted] = await this.dataSource.query<[unknown[], number]>(
        `DELETE FROM idempotency_keys WHERE (owner_id, key) IN (
           SELECT owner_id, key FROM idempotency_keys WHERE created_at < now() - interval '${IDEMPOTENCY_KEYS_KEPT}'
           LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
         )`,
      );
      return deleted;
    });
  }
}
