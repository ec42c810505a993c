/**
 * `npm run bench:rls`: what row-level security would cost a read of one task. Compares the statement as it is, with
 * the owner in its condition, to the same one under a policy that reads a transaction-local setting. Rounds are
 * interleaved; the figures are medians.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';

const ROUNDS = 7;
const ROUND_MILLISECONDS = 2_000;
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

/** Reads per second of one kind, on all connections at once. */
async function measure(pool: pg.Pool, tasks: Task[], read: Read): Promise<number> {
  const start = performance.now();
  let count = 0;
  const loop = async (): Promise<void> => {
    const client = await pool.connect();
    while (performance.now() - start < ROUND_MILLISECONDS) {
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

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

const directory = await mkdtemp(join(tmpdir(), 'taskward-bench-'));
const database = await startEmbeddedPostgres({ directory, ephemeral: true });
const owner = new pg.Client(database.ownerUrl);
await owner.connect();
await owner.query(SCHEMA);
const { rows: tasks } = await owner.query<Task>('SELECT id, owner_id FROM plain');
const pool = new pg.Pool({ connectionString: database.applicationUrl, max: CONNECTIONS });

const plain: number[] = [];
const guarded: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  plain.push(await measure(pool, tasks, readPlain));
  guarded.push(await measure(pool, tasks, readGuarded));
}
const [plainRate, guardedRate] = [median(plain), median(guarded)];
console.log(`owner in the condition: ${plainRate.toFixed(0)} reads/s`);
console.log(`row-level security:     ${guardedRate.toFixed(0)} reads/s`);
console.log(`ratio:                  ${(guardedRate / plainRate).toFixed(2)}`);

await pool.end();
await owner.end();
await database.stop();
await rm(directory, { recursive: true });
