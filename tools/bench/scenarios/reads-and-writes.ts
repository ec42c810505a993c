import type autocannon from 'autocannon';
import { CONNECTIONS } from '../load/http-load.ts';
import { compare, type Target } from './comparison.ts';
import { type Person, register } from '../data/people.ts';
import { atLeast, type Outcome, type Run, type Scenario } from '../scenario.ts';
import { type ServerProcess, startFloor, startProduct } from '../processes/server-process.ts';
import { giveTasks, growTasks } from '../data/task-data.ts';

const TABLE_ROWS = 1_000_000;
const TABLE_ROWS_QUICK = 50_000;

/** Requests per second of an authenticated read by Better Auth 1.7 (`get-session`) on a two-core machine. */
const BETTER_AUTH_RATE = 992;

/** Product and floor on the same table, and a person with a thousand tasks. */
interface Stage {
  readonly product: ServerProcess;
  readonly floor: ServerProcess;
  readonly person: Person;
}

async function setUp({ quick, cleanup, world }: Run): Promise<Stage> {
  await growTasks(world.database, quick ? TABLE_ROWS_QUICK : TABLE_ROWS);
  const product = await startProduct(world.environment, cleanup);
  const floor = await startFloor(world.environment, cleanup);
  const person = await register(product.url);
  await giveTasks(world.database, person.id);
  return { product, floor, person };
}

const asPerson = ({ token }: Person, request: autocannon.Request): autocannon.Request => ({
  ...request,
  headers: { authorization: `Bearer ${token}`, ...request.headers },
});

function targetsFor(
  { product, floor }: Stage,
  requests: autocannon.Request[],
): { product: Target; floor: Target } {
  return {
    product: { name: 'product', server: product, requests },
    floor: { name: 'floor', server: floor, requests },
  };
}

/** One task by its id. */
export const oneTask: Scenario = async (run) => {
  const stage = await setUp(run);
  const tasks = await run.world.database.query<{ id: string }>(
    'SELECT id FROM tasks WHERE owner_id = $1 LIMIT 100',
    [stage.person.id],
  );
  const requests = tasks.map(({ id }) => asPerson(stage.person, { path: `/api/v1/tasks/${id}` }));
  const { product, floor } = targetsFor(stage, requests);
  return compare(run, { product, floors: [floor], goal: 0.75 });
};

/** The first fifty tasks of a list. */
export const page: Scenario = async (run) => {
  const stage = await setUp(run);
  const read = (path: string): autocannon.Request[] => [asPerson(stage.person, { path })];
  const { product, floor } = targetsFor(stage, read('/api/v1/tasks'));
  const withDates = { ...floor, name: 'floor with dates', requests: read('/with-dates/api/v1/tasks') };
  return compare(run, {
    product,
    floors: [withDates, { ...floor, name: 'floor with instants as text' }],
    goal: 0.8,
  });
};

/** Fifty people create tasks: those of one person are serialised by the lock of their change feed. */
export const create: Scenario = async (run) => {
  const stage = await setUp(run);
  const others = Array.from({ length: CONNECTIONS - 1 }, () => register(stage.product.url));
  const people = [stage.person, ...(await Promise.all(others))];
  const body = JSON.stringify({ title: 'Water the plants' });
  const headers = { 'content-type': 'application/json' };
  const request: autocannon.Request = { method: 'POST', path: '/api/v1/tasks', headers, body };
  const requests = people.map((person) => asPerson(person, request));
  let next = 0;
  // Left to itself, every connection would go through the people in step.
  const setupRequest = (): autocannon.Request => requests[next++ % requests.length] ?? request;
  const { product, floor } = targetsFor(stage, [{ ...request, setupRequest }]);
  return compare(run, { product, floors: [floor], goal: 0.8 });
};

/** The signed-in person. */
export const me: Scenario = async (run): Promise<Outcome> => {
  const stage = await setUp(run);
  const { product, floor } = targetsFor(stage, [asPerson(stage.person, { path: '/api/v1/users/me' })]);
  const moreGoals = (rate: number) => [
    atLeast('requests/s to those recorded of Better Auth', rate / BETTER_AUTH_RATE, 4),
  ];
  return compare(run, { product, floors: [floor], goal: 0.75, moreGoals });
};
