import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';

const INTERVAL = 300_000;
/** Few enough to be deleted within the time that a statement has. */
const BATCH = 5_000;

const EXPIRED = {
  rate_limits: 'expire < extract(epoch FROM now()) * 1000',
  password_backoffs: 'expires_at < now()',
} as const;

/**
 * Deletes counters that count no more. Somebody who makes up e-mails leaves one behind with each, and the limit of
 * their source and this keep it to some thousands.
 */
@Injectable()
export class CounterPurge implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(CounterPurge.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.purge().catch((error: unknown) => this.logger.warn(error));
    }, INTERVAL).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Several servers may do it at once: each takes what no other has in hand. */
  async purge(): Promise<void> {
    for (const [table, condition] of Object.entries(EXPIRED)) {
      let deleted: number;
      do {
        deleted = await this.deleteBatch(table, condition);
      } while (deleted === BATCH);
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
