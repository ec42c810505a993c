import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';

/** An arbitrary number, unique among the advisory locks of this database. */
const LOCK_KEY = 7_261_573_002;
/** Milliseconds. */
const PAUSE = 100;

/**
 * Serialises schema changes across processes by an advisory lock: the others wait, and then find nothing left to do.
 * The lock belongs to a session (PostgreSQL, "Advisory Locks"), so `DATABASE_MIGRATION_URL` must not go through a
 * transaction pooler; it is released with the connection, however the process ends.
 */
export async function underMigrationLock<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const session = dataSource.createQueryRunner();
  try {
    await takeLock(session);
    try {
      return await work();
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [LOCK_KEY]);
    }
  } finally {
    await session.release();
  }
}

/** Polls: a statement waiting for the lock would block CREATE INDEX CONCURRENTLY, which waits for it to end. */
async function takeLock(session: QueryRunner): Promise<void> {
  const isTaken = async () => {
    const rows = (await session.query('SELECT pg_try_advisory_lock($1) AS taken', [LOCK_KEY])) as [
      { taken: boolean },
    ];
    return rows[0].taken;
  };
  while (!(await isTaken())) {
    await sleep(PAUSE);
  }
}
