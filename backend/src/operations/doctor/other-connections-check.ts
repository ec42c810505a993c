import { Client } from 'pg';
import type { Config } from '../../platform/config/config';
import { reasonOf } from '../../platform/errors/reason-of';
import { fail, type Finding, ok, warn } from './finding';

/** Whether migrations and the audit purge reach the same database as the server. */
export function examineOwner(config: Config): Promise<Finding> {
  return ask(config, config.databaseMigrationUrl, 'owner', 'DATABASE_MIGRATION_URL', async (client) => {
    const { rows } = await client.query<{ role: string; owns: boolean }>(
      `SELECT current_user AS role, pg_has_role(relowner, 'MEMBER') AS owns
       FROM pg_class WHERE oid = to_regclass('public.users')`,
    );
    const [found] = rows;
    return found && !found.owns
      ? warn(
          'owner',
          `${found.role} does not own the tables.`,
          'Fine for a server. Migrations and purges need the owner in DATABASE_MIGRATION_URL.',
        )
      : ok('owner', 'Migrations and the purge of security events reach the database.');
  });
}

/** A transaction pooler rejects LISTEN, or loses it. */
export function examineDirectAddress(config: Config): Promise<Finding> {
  return ask(config, config.databaseDirectUrl, 'events', 'DATABASE_DIRECT_URL', async (client) => {
    await client.query('LISTEN taskward_doctor');
    const { rows } = await client.query('SELECT pg_listening_channels()');
    return rows.length > 0
      ? ok('events', 'The database announces changes to this server.')
      : fail('events', 'LISTEN is forgotten.', 'Set DATABASE_DIRECT_URL to an address past the pooler.');
  });
}

/** Whether each replica follows a primary. Lag is not checked, since a lagging replica is never read from. */
export function examineReplicas(config: Config): Promise<Finding[]> {
  return Promise.all(
    config.databaseReplicaUrls.map((url) =>
      ask(config, url, 'replica', 'DATABASE_REPLICA_URLS', async (client) => {
        const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
        const { host } = new URL(url);
        return rows[0]?.standby
          ? ok('replica', `${host} is a standby.`)
          : warn('replica', `${host} is no standby, and not used.`, 'Take it off DATABASE_REPLICA_URLS.');
      }),
    ),
  );
}

async function ask(
  { databaseConnectionTimeout }: Config,
  connectionString: string,
  subject: string,
  setting: string,
  question: (client: Client) => Promise<Finding>,
): Promise<Finding> {
  const client = new Client({ connectionString, connectionTimeoutMillis: databaseConnectionTimeout });
  try {
    await client.connect();
    return await question(client);
  } catch (error) {
    return fail(subject, reasonOf(error), `Check ${setting}.`);
  } finally {
    await client.end();
  }
}
