import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PeriodicPurge, untilNothingIsLeft } from '../../platform/database/periodic-purge';

/** In milliseconds. */
export const PURGE_INTERVAL = 600_000;
export const IDEMPOTENCY_KEYS_KEPT = '24 hours';
const BATCH_ROWS = 5_000;
/** Stored bytes that one statement can delete within its timeout. A larger response is a batch of its own. */
const BATCH_BYTES = 16_777_216;

const DELETE_BATCH = `
  DELETE FROM idempotency_keys WHERE (owner_id, key) IN (
    SELECT owner_id, key FROM (
      SELECT owner_id, key, bytes, sum(bytes) OVER (ORDER BY created_at, owner_id, key) AS total FROM (
        SELECT owner_id, key, created_at, pg_column_size(answer) AS bytes FROM idempotency_keys
        WHERE created_at < now() - interval '${IDEMPOTENCY_KEYS_KEPT}'
        ORDER BY created_at LIMIT ${BATCH_ROWS} FOR UPDATE SKIP LOCKED
      ) AS old
    ) AS summed
    WHERE total - bytes <= ${BATCH_BYTES}
  )`;

/** Deletes responses whose idempotency keys have expired. */
@Injectable()
export class IdempotencyKeyPurgeService extends PeriodicPurge {
  constructor(private readonly dataSource: DataSource) {
    super(PURGE_INTERVAL);
  }

  async purge(): Promise<void> {
    await untilNothingIsLeft(async () => {
      const [, deleted] = await this.dataSource.query<[unknown[], number]>(DELETE_BATCH);
      return deleted;
    });
  }
}
