import pg from 'pg';

// Any number does, as long as nothing else in this database takes the same one.
const LOCK_KEY = 7_261_573_001;

/** Held by a connection, so that it ends together with its holder, however that ends. */
export type InstanceLock = pg.Client;

/** Marks the database as used by one running Taskward. Undefined when another one has it. */
export async function takeInstanceLock(ownerUrl: string): Promise<InstanceLock | undefined> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  // The connection stays open until the database stops under it, which is no failure.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
    LOCK_KEY,
  ]);
  if (rows[0]?.taken) {
    return client;
  }
  await client.end();
  return undefined;
}
