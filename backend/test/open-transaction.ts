import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from './test-database';

/** Somebody else's transaction: what it changed is locked until `commit`. */
export interface OpenTransaction {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
  commit(): Promise<void>;
}

export async function openTransaction({ owner }: TestDatabase): Promise<OpenTransaction> {
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  return {
    query: (sql, parameters) => runner.query(sql, parameters),
    commit: async () => {
      await runner.commitTransaction();
      await runner.release();
    },
  };
}

/** Resolves as soon as this many statements wait for a lock in the database. */
export async function untilBlocked(owner: DataSource, expected = 1): Promise<void> {
  while ((await countBlocked(owner)) < expected) {
    // Whoever hashes a password has a low priority: asking without a pause would keep it waiting.
    await sleep(5);
  }
}

async function countBlocked(owner: DataSource): Promise<number> {
  const rows = await owner.query<unknown[]>(
    `SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE NOT granted AND datname = current_database()`,
  );
  return rows.length;
}
