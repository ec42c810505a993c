import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { type Person, register } from '../data/people.ts';
import { giveLongTasks, giveTasks, HEAVY } from '../data/task-data.ts';
import { HttpClient, type HttpRequest } from '../load/http-client.ts';
import { type OpenLoad, openLoad } from '../load/http-load.ts';
import { type ServerProcess, startProduct } from '../processes/server-process.ts';
import { atMost, type Run, type Scenario } from '../scenario.ts';
import { median } from '../statistics.ts';

/** Number of other people, and their total requests per second: each stays below the rate limit. */
const OTHERS = 10;
const RATE = 120;
/** Enough for an unbounded search to hit the statement timeout. */
const HEAVY_TASKS = 3_200;
const GREEDY_PROGRAM = join(import.meta.dirname, '../load/greedy-process.ts');
/** Seconds until the greedy account's load has built up, and until it has drained. */
const WARM_UP = 3;
const REST = 5;

interface Round {
  readonly quiet: OpenLoad;
  readonly greedy: OpenLoad;
}

/** What other people notice of one account at its worst. */
export const greedy: Scenario = async (run) => {
  const rounds = await measureOthers(run);
  const of = (figure: (round: Round) => number): number => median(rounds.map(figure));
  const unavailable = rounds.reduce((sum, round) => sum + round.greedy.unavailable, 0);
  const compare = (what: string, figure: (load: OpenLoad) => number) => {
    const [quiet, beside] = [of((round) => figure(round.quiet)), of((round) => figure(round.greedy))];
    return [what, quiet, beside, beside / quiet] as const;
  };
  const p99 = of((round) => round.greedy.p99 / round.quiet.p99);
  return {
    columns: ['', 'quiet', 'beside the greedy account', 'ratio'],
    rows: [
      compare('p50 in ms', ({ p50 }) => p50),
      compare('p99 in ms', (load) => load.p99),
      ['answers 503', 0, unavailable, null],
    ],
    goals: [atMost('p99 of others, to quiet', p99, 2), atMost('answers 503 to others', unavailable, 0)],
  };
};

async function measureOthers({ quick, cleanup, world, machine }: Run): Promise<Round[]> {
  const [rounds, seconds] = quick ? [1, 3] : [5, 8];
  const server = await startProduct({ ...world.environment, AUTH_THROTTLE: 'on' }, cleanup);
  const person = await register(server.url);
  await giveLongTasks(world.database, [person.email], HEAVY_TASKS, HEAVY);
  const requests = await usualRequests(server, world.database);
  const load = () => openLoad(server.url, requests, { rate: RATE, seconds });
  await load();
  const found: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await sleep(REST * 1_000);
    const quiet = await machine.measure(load);
    found.push({ quiet, greedy: await machine.measure(() => besideGreed(server.url, person, load)) });
  }
  return found;
}

/** Pages, single tasks and changes of several people in rotation. */
async function usualRequests(
  server: ServerProcess,
  database: Run['world']['database'],
): Promise<HttpRequest[]> {
  const client = new HttpClient(server.url, 1);
  const requests: HttpRequest[] = [];
  for (let index = 0; index < OTHERS; index += 1) {
    const { id, token } = await register(server.url);
    await giveTasks(database, id);
    const body = { title: 'A task' };
    const create = { method: 'POST', path: '/api/v1/tasks', token, body };
    const task = await client.expect<{ id: string }>(201, create);
    const path = `/api/v1/tasks/${task.id}`;
    requests.push(
      { path: '/api/v1/tasks', token },
      { path, token },
      { method: 'PATCH', path: `${path}/complete`, token },
    );
  }
  client.close();
  return requests;
}

async function besideGreed<Result>(
  url: string,
  person: Person,
  work: () => Promise<Result>,
): Promise<Result> {
  const greed = fork(GREEDY_PROGRAM);
  // It represents a remote client, whose CPU is not the measured one.
  setPriority(greed.pid ?? 0, constants.priority.PRIORITY_LOW);
  try {
    greed.send({ url, person });
    await sleep(WARM_UP * 1_000);
    return await work();
  } finally {
    greed.kill('SIGKILL');
  }
}
