import { SqlPool, type Statements } from './sql-pool';
import type { TestDatabase } from './test-database';

/** Ends the connections of the server, in the middle of whatever they do, and lets it make no new ones. */
export async function startOutage({ owner, environment }: TestDatabase): Promise<void> {
  const server = new SqlPool(environment.DATABASE_URL ?? '');
  await server.query('SELECT 1');
  await setAccess(owner, 'REVOKE CONNECT', 'FROM');
  await server.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`,
  );
  await server.end();
}

export async function endOutage({ owner }: TestDatabase): Promise<void> {
  await setAccess(owner, 'GRANT CONNECT', 'TO');
}

async function setAccess(owner: Statements, verb: string, preposition: string): Promise<void> {
  const [{ name }] = await owner.query<[{ name: string }]>('SELECT current_database() AS name');
  await owner.query(`${verb} ON DATABASE ${name} ${preposition} PUBLIC`);
}
