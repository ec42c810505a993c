import type autocannon from 'autocannon';
import { sample } from './comparison.ts';
import { HttpClient } from '../load/http-client.ts';
import { type Person, register } from '../data/people.ts';
import { atMost, type Goal, type Run, type Scenario } from '../scenario.ts';
import { type ServerProcess, startProduct } from '../processes/server-process.ts';
import { median } from '../statistics.ts';
import { giveTasks, growTasks, TASKS_EACH } from '../data/task-data.ts';
import { createWorld, type World } from '../data/world.ts';

const SIZES = [10_000, 1_000_000, 5_000_000];
const SIZES_QUICK = [10_000, 50_000];
const TOLERANCE = 1.25;
const FIRST_PAGE = 'first page';
const LAST_PAGE = 'last page';

/** A table of a given size, a person with a thousand of its tasks, and another who creates tasks. */
interface Stage {
  readonly size: number;
  readonly world: World;
  readonly product: ServerProcess;
  /** The requests, by name. */
  readonly requests: Record<string, autocannon.Request>;
}

/** The cost of reads and a write in tables of several sizes, measured alternately. */
export const sizes: Scenario = async (run) => {
  const stages: Stage[] = [];
  for (const size of run.quick ? SIZES_QUICK : SIZES) {
    stages.push(await setUp(run, size));
  }
  const indexSizes = await Promise.all(stages.map(indexSizeOf));
  const costs = await measureInTurns(run, stages);
  return {
    columns: [
      'µs of server and PostgreSQL',
      ...stages.map(({ size }) => `${size.toLocaleString('en')} rows`),
      'spread',
    ],
    rows: [
      ...Object.entries(costs).map(([name, values]) => [name, ...values, spread(values)]),
      ['bytes of the search index for each task', ...indexSizes, spread(indexSizes)],
    ],
    goals: [
      ...Object.entries(costs).map(([name, values]) =>
        atMost(`${name}: largest to smallest`, spread(values), TOLERANCE),
      ),
      ...stages.map(({ size }, index) => deepPages(size, costs, index)),
    ],
  };
};

async function setUp({ cleanup }: Run, size: number): Promise<Stage> {
  const world = await createWorld(cleanup);
  await growTasks(world.database, size - TASKS_EACH);
  const product = await startProduct(world.environment, cleanup);
  const person = await register(product.url);
  await giveTasks(world.database, person.id);
  const reads = await findReads(product, person);
  const writer = await register(product.url);
  return { size, world, product, requests: { ...reads, create: creation(writer) } };
}

const authorize = ({ token }: Person) => ({ authorization: `Bearer ${token}` });

/** Tasks of a separate person, so that the reads do not change; completed, since their limit is higher. */
const creation = (writer: Person): autocannon.Request => ({
  method: 'POST',
  path: '/api/v1/tasks',
  headers: { ...authorize(writer), 'content-type': 'application/json' },
  body: JSON.stringify({ title: 'Buy milk and bread at the corner', completed: true }),
});

async function indexSizeOf({ world, size }: Stage): Promise<number> {
  const [{ bytes = NaN } = {}] = await world.database.query<{ bytes: number }>(
    `SELECT pg_relation_size('tasks_by_search_terms')::float AS bytes`,
  );
  return bytes / size;
}

async function findReads(product: ServerProcess, person: Person): Promise<Stage['requests']> {
  const { token } = person;
  const client = new HttpClient(product.url, 1);
  let path = '/api/v1/tasks?limit=50';
  for (let read = 0; read < TASKS_EACH - 50; read += 50) {
    const { nextCursor } = await client.expect<{ nextCursor: string }>(200, { path, token });
    path = `/api/v1/tasks?limit=50&cursor=${nextCursor}`;
  }
  client.close();
  const paths = {
    [FIRST_PAGE]: '/api/v1/tasks?limit=50',
    [LAST_PAGE]: path,
    'page by due date': '/api/v1/tasks?limit=50&sort=dueDate',
    'search, many found': '/api/v1/tasks?limit=50&q=plants',
    'search, few found': '/api/v1/tasks?limit=50&q=plants+garden',
    'search, none found': '/api/v1/tasks?limit=50&q=nowhere',
    'search, inside of words': '/api/v1/tasks?limit=50&q=senfest',
    'search, two letters': '/api/v1/tasks?limit=50&q=le',
    'search, without spaces': `/api/v1/tasks?limit=50&q=${encodeURIComponent('牛奶')}`,
    summary: '/api/v1/tasks/summary?today=2026-11-21',
  };
  const headers = authorize(person);
  return Object.fromEntries(Object.entries(paths).map(([name, each]) => [name, { path: each, headers }]));
}

/** Microseconds per request, server and database combined, in the order of the stages. */
async function measureInTurns(run: Run, stages: Stage[]): Promise<Record<string, number[]>> {
  const [rounds, seconds, warmUp] = run.quick ? [1, 0.5, 0.5] : [5, 2, 4];
  const names = Object.keys(stages[0]?.requests ?? {});
  const costOf = async (stage: Stage, name: string, duration: number): Promise<number> => {
    const requests = [stage.requests[name] ?? {}];
    const { serverTime, databaseTime } = await sample(stage, { server: stage.product, requests }, duration);
    return serverTime + databaseTime;
  };
  for (const stage of stages) {
    for (const name of names) {
      await costOf(stage, name, warmUp);
    }
  }
  const samples = names.map(() => stages.map(() => [] as number[]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [row, name] of names.entries()) {
      for (const [column, stage] of stages.entries()) {
        samples[row]?.[column]?.push(await run.machine.measure(() => costOf(stage, name, seconds)));
      }
    }
  }
  return Object.fromEntries(names.map((name, row) => [name, samples[row]?.map(median) ?? []]));
}

const spread = (values: number[]): number => Math.max(...values) / Math.min(...values);

function deepPages(size: number, costs: Record<string, number[]>, index: number): Goal {
  const [first = NaN, last = NaN] = [costs[FIRST_PAGE]?.[index], costs[LAST_PAGE]?.[index]];
  return atMost(`last page to first, of ${size.toLocaleString('en')} rows`, last / first, TOLERANCE);
}
