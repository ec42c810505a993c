import { type Sample, sample } from './comparison.ts';
import { HttpClient } from '../load/http-client.ts';
import { type Person, register } from '../data/people.ts';
import type { Goal, Run, Scenario } from '../scenario.ts';
import { type ServerProcess, startProduct } from '../processes/server-process.ts';
import { median } from '../statistics.ts';
import { giveTasks, growTasks, TASKS_EACH } from '../data/task-data.ts';
import { createWorld } from '../data/world.ts';

const SIZES = [10_000, 1_000_000, 5_000_000];
const SIZES_QUICK = SIZES.slice(0, 2);
const TOLERANCE = 1.25;

/** Reads by name. The person has a thousand tasks, whatever others have. */
type Reads = Record<string, string>;

/** What reads cost while the table grows under them. */
export const sizes: Scenario = async (run) => {
  // A table that is small at first needs a database of its own.
  const world = await createWorld(run.cleanup);
  const product = await startProduct(world.environment, run.cleanup);
  const person = await register(product.url);
  await giveTasks(world.database, person.id);
  const reads = await findReads(product, person);

  for (const path of Object.values(reads)) {
    await costOf({ ...run, world }, product, person, path); // Compilers are warm from here on.
  }
  const costs: Record<string, number[]> = Object.fromEntries(Object.keys(reads).map((name) => [name, []]));
  const tableSizes = run.quick ? SIZES_QUICK : SIZES;
  for (const size of tableSizes) {
    await growTasks(world.database, size);
    for (const [name, path] of Object.entries(reads)) {
      costs[name]?.push(await costOf({ ...run, world }, product, person, path));
    }
  }
  return {
    columns: [
      'µs of server and PostgreSQL',
      ...tableSizes.map((size) => `${size.toLocaleString('en')} rows`),
      'spread',
    ],
    rows: Object.entries(costs).map(([name, values]) => [name, ...values, spread(values)]),
    goals: Object.entries(costs).map(([name, values]) => flat(name, values)),
  };
};

async function findReads(product: ServerProcess, { token }: Person): Promise<Reads> {
  const client = new HttpClient(product.url, 1);
  let path = '/api/v1/tasks?limit=50';
  for (let read = 0; read < TASKS_EACH - 50; read += 50) {
    const { nextCursor } = await client.expect<{ nextCursor: string }>(200, { path, token });
    path = `/api/v1/tasks?limit=50&cursor=${nextCursor}`;
  }
  client.close();
  return {
    'first page': '/api/v1/tasks?limit=50',
    'last page': path,
    'page by due date': '/api/v1/tasks?limit=50&sort=dueDate',
    'search, many found': '/api/v1/tasks?limit=50&q=plants',
    'search, few found': '/api/v1/tasks?limit=50&q=plants+garden+777',
    'search, none found': '/api/v1/tasks?limit=50&q=nowhere',
    summary: '/api/v1/tasks/summary?today=2026-11-21',
  };
}

/** Microseconds of a request, of server and database together. */
async function costOf(run: Run, server: ServerProcess, { token }: Person, path: string): Promise<number> {
  const requests = [{ path, headers: { authorization: `Bearer ${token}` } }];
  const [rounds, seconds] = run.quick ? [1, 1] : [3, 3];
  await sample(run, { server, requests }, 1);
  const samples: Sample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    samples.push(await run.machine.measure(() => sample(run, { server, requests }, seconds)));
  }
  return median(samples.map(({ serverTime, databaseTime }) => serverTime + databaseTime));
}

const spread = (values: number[]): number => Math.max(...values) / Math.min(...values);

function flat(name: string, values: number[]): Goal {
  const measured = spread(values);
  return { what: `${name}: largest to smallest ≤ ${TOLERANCE}`, measured, met: measured <= TOLERANCE };
}
