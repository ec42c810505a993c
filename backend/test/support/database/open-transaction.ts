import { until } from '../time/until';
import type { Statements } from './sql-pool';
import type { TestDatabase } from './test-database';

/** Somebody else's transaction: what it changed is locked until `commit`. */
export interface OpenTransaction extends Statements {
  commit(): Promise<void>;
}

export async function openTransaction({ owner }: TestDatabase): Promise<OpenTransaction> {
  const connection = await owner.connect();
  await connection.query('BEGIN');
  return {
    query: (sql, parameters) => connection.query(sql, parameters),
    commit: async () => {
      await connection.query('COMMIT');
      connection.release();
    },
  };
}

/** Resolves as soon as this many statements wait for a lock in the database. */
export async function untilBlocked(owner: Statements, expected = 1): Promise<void> {
  await until(async () => (await countBlocked(owner)) >= expected);
}

async function countBlocked(owner: Statements): Promise<number> {
  const rows = await owner.query<unknown[]>(
    `SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE NOT granted AND datname = current_database()`,
  );
  return rows.length;
}
