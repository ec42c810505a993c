import { PATIENCE } from '../time/patience';
import { SqlPool, type Statements } from './sql-pool';
import type { TestDatabase } from './test-database';

/** Ends the connections of the server, in the middle of whatever they do, and lets it make no new ones. */
export async function startOutage(database: TestDatabase): Promise<void> {
  const end = await connectionEnder(database);
  await setAccess(database.owner, 'REVOKE CONNECT', 'FROM');
  await end('%');
}

/** Ends the connections over which servers hear what others announce; they make new ones. */
export async function loseListeners(database: TestDatabase): Promise<void> {
  const end = await connectionEnder(database);
  await end('taskward-listener');
}

/**
 * Somebody in the server's role, who can end its connections by the name that they give themselves, and waits until
 * they have: one that ends later does so in the middle of what comes after the outage.
 */
async function connectionEnder({ environment }: TestDatabase): Promise<(name: string) => Promise<void>> {
  const server = new SqlPool(environment.DATABASE_URL ?? '');
  await server.query('SELECT 1');
  return async (name) => {
    await server.query(
      `SELECT pg_terminate_backend(pid, ${PATIENCE}) FROM pg_stat_activity
       WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
         AND application_name LIKE $1`,
      [name],
    );
    await server.end();
  };
}

export async function endOutage({ owner }: TestDatabase): Promise<void> {
  await setAccess(owner, 'GRANT CONNECT', 'TO');
}

async function setAccess(owner: Statements, verb: string, preposition: string): Promise<void> {
  const [{ name }] = await owner.query<[{ name: string }]>('SELECT current_database() AS name');
  await owner.query(`${verb} ON DATABASE ${name} ${preposition} PUBLIC`);
}
