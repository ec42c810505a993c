import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inBatches, PeriodicPurge } from '../../platform/database/periodic-purge';

const INTERVAL = 300_000;
const BATCH = 5_000;

const EXPIRED = {
  rate_limits: 'expire < extract(epoch FROM now()) * 1000',
  password_backoffs: 'expires_at < now()',
} as const;

/**
 * Deletes expired counters. Requests with made-up e-mails leave one counter each; the source's limit and this purge
 * keep their number to some thousands.
 */
@Injectable()
export class CounterPurgeService extends PeriodicPurge {
  constructor(private readonly dataSource: DataSource) {
    super(INTERVAL);
  }

  async purge(): Promise<void> {
    for (const [table, condition] of Object.entries(EXPIRED)) {
      await inBatches(BATCH, () => this.deleteBatch(table, condition));
    }
  }

  private async deleteBatch(table: string, condition: string): Promise<number> {
    const [, deleted] = await this.dataSource.query<[unknown[], number]>(
      `DELETE FROM ${table} WHERE key IN (
         SELECT key FROM ${table} WHERE ${condition} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
       )`,
    );
    return deleted;
  }
}
