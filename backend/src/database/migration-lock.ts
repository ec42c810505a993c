import type { DataSource } from 'typeorm';

/** Any number does, as long as nothing else in this database takes the same one. */
const LOCK_KEY = 7_261_573_002;

/**
 * Lets one process at a time change the schema: the others wait, and then find nothing left to do. The lock belongs to
 * a session (PostgreSQL, "Advisory Locks"), so `DATABASE_MIGRATION_URL` must not lead through a transaction pooler; it
 * goes with the connection, however its process ends.
 */
export async function underMigrationLock<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const session = dataSource.createQueryRunner();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    try {
      return await work();
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [LOCK_KEY]);
    }
  } finally {
    await session.release();
  }
}
