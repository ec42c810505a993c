import pg from 'pg';
import type { Scenario } from '../scenario.ts';
import { median } from '../statistics.ts';

const CONNECTIONS = 10;
const OWNERS = 1_000;
const TASKS_EACH = 100;

const SCHEMA = `
  CREATE TABLE plain (id uuid PRIMARY KEY, owner_id uuid NOT NULL, title text NOT NULL);
  INSERT INTO plain SELECT gen_random_uuid(), owner.id, 'A task of somebody'
    FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, ${OWNERS})) AS owner, generate_series(1, ${TASKS_EACH});
  CREATE TABLE guarded (LIKE plain INCLUDING ALL);
  INSERT INTO guarded SELECT * FROM plain;
  ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON guarded USING (owner_id = current_setting('taskward.user_id')::uuid);
  GRANT SELECT ON plain, guarded TO taskward_app;
  ANALYZE`;

interface Task {
  id: string;
  owner_id: string;
}

type Read = (client: pg.PoolClient, task: Task) => Promise<unknown>;

const readPlain: Read = (client, { id, owner_id: owner }) =>
  client.query({
    name: 'plain',
    text: 'SELECT id, title FROM plain WHERE id = $1 AND owner_id = $2',
    values: [id, owner],
  });

const readGuarded: Read = async (client, { id, owner_id: owner }) => {
  await client.query('BEGIN');
  await client.query({
    name: 'setting',
    text: `SELECT set_config('taskward.user_id', $1, true)`,
    values: [owner],
  });
  await client.query({ name: 'guarded', text: 'SELECT id, title FROM guarded WHERE id = $1', values: [id] });
  await client.query('COMMIT');
};

/** Reads per second of one kind, on all connections concurrently. */
async function measure(pool: pg.Pool, tasks: Task[], read: Read, seconds: number): Promise<number> {
  const start = performance.now();
  let count = 0;
  const loop = async (): Promise<void> => {
    const client = await pool.connect();
    while (performance.now() - start < seconds * 1_000) {
      const task = tasks[(count * 7_919) % tasks.length];
      if (task) {
        await read(client, task);
        count += 1;
      }
    }
    client.release();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  return (count * 1_000) / (performance.now() - start);
}

/**
 * The cost of row-level security for reading one task: the statement as it is, with the owner in its condition, and the
 * same under a policy that reads a transaction-local setting.
 */
export const rowLevelSecurity: Scenario = async ({ quick, world, cleanup, machine }) => {
  const [rounds, seconds] = quick ? [2, 0.5] : [7, 2];
  await world.database.query(SCHEMA);
  const tasks = await world.database.query<Task>('SELECT id, owner_id FROM plain');
  const pool = new pg.Pool({ connectionString: world.environment.DATABASE_URL, max: CONNECTIONS });
  cleanup.defer(() => pool.end());

  const plain: number[] = [];
  const guarded: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    plain.push(await machine.measure(() => measure(pool, tasks, readPlain, seconds)));
    guarded.push(await machine.measure(() => measure(pool, tasks, readGuarded, seconds)));
  }
  return {
    columns: ['', 'reads/s', 'ratio'],
    rows: [
      ['owner in the condition', median(plain), 1],
      ['row-level security', median(guarded), median(guarded) / median(plain)],
    ],
    goals: [],
  };
};
