import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';

/** Any number does, as long as nothing else in this database takes the same one. */
const LOCK_KEY = 7_261_573_002;
/** Milliseconds. */
const PAUSE = 100;

/**
 * Lets one process at a time change the schema: the others wait, and then find nothing left to do. The lock belongs to
 * a session (PostgreSQL, "Advisory Locks"), so `DATABASE_MIGRATION_URL` must not lead through a transaction pooler; it
 * goes with the connection, however its process ends.
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

/** Asks again and again: a statement that waits would keep an index that is made concurrently waiting for its end. */
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
