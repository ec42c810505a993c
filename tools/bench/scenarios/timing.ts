import { randomUUID } from 'node:crypto';
import type { Database } from '../data/database.ts';
import { HttpClient, type HttpRequest } from '../load/http-client.ts';
import { type Person, register } from '../data/people.ts';
import type { Outcome, Scenario } from '../scenario.ts';
import { startProduct } from '../processes/server-process.ts';
import { chanceDeviation, distinguishability, median, quantile } from '../statistics.ts';

/** Two requests whose timing must be indistinguishable. */
interface Pair {
  readonly what: string;
  readonly samples: number;
  readonly status: number;
  readonly one: () => HttpRequest;
  readonly other: () => HttpRequest;
}

interface Times {
  readonly one: number[];
  readonly other: number[];
}

/** Whether response times reveal that an account exists, or that an id belongs to somebody else. */
export const timing: Scenario = async ({ quick, cleanup, world, machine }) => {
  const server = await startProduct({ ...world.environment, BCRYPT_COST: '12' }, cleanup);
  const client = new HttpClient(server.url, 1);
  cleanup.defer(() => client.close());
  const [attacker, victim] = [await register(server.url), await register(server.url)];
  const found: [Pair, Times][] = [];
  for (const pair of await pairsOf(world.database, attacker, victim, quick)) {
    found.push([pair, await machine.measure(() => compare(client, pair))]);
  }
  return describe(found);
};

async function pairsOf(
  database: Database,
  { token }: Person,
  victim: Person,
  quick: boolean,
): Promise<Pair[]> {
  const ids = await createThings(database, victim);
  const samples = quick ? 300 : 3_000;
  const foreign = (what: string, path: string, method: string, list: string[]): Pair => ({
    what,
    samples,
    status: 404,
    one: () => ({ method, token, path: path + list[Math.floor(Math.random() * list.length)] }),
    other: () => ({ method, token, path: path + randomUUID() }),
  });
  const login = (email: string): HttpRequest => ({
    method: 'POST',
    path: '/api/v1/auth/login',
    body: { email, password: 'not the right one' },
  });
  return [
    {
      what: 'login: wrong password, unknown e-mail',
      samples: quick ? 10 : 100,
      status: 401,
      one: () => login(victim.email),
      other: () => login(`${randomUUID()}@example.org`),
    },
    foreign('read a task: foreign id, unknown id', '/api/v1/tasks/', 'GET', ids.tasks),
    foreign('change a task: foreign id, unknown id', '/api/v1/tasks/', 'DELETE', ids.tasks),
    foreign('end a session: foreign id, unknown id', '/api/v1/auth/sessions/', 'DELETE', ids.sessions),
    foreign('revoke a token: foreign id, unknown id', '/api/v1/auth/access-tokens/', 'DELETE', ids.tokens),
  ];
}

/** Creates one of each kind of a person's items, by id. */
async function createThings(
  database: Database,
  { id }: Person,
): Promise<Record<'tasks' | 'sessions' | 'tokens', string[]>> {
  const insert = async (statement: string): Promise<string[]> => {
    const rows = await database.query<{ id: string }>(
      `${statement} FROM generate_series(1, 200) RETURNING id`,
      [id],
    );
    return rows.map((row) => row.id);
  };
  return {
    tasks: await insert(`INSERT INTO tasks (id, owner_id, title) SELECT gen_random_uuid(), $1, 'A task'`),
    sessions: await insert(
      `INSERT INTO sessions (id, user_id, remember_me, idle_expires_at, absolute_expires_at)
       SELECT gen_random_uuid(), $1, true, now() + interval '1 day', now() + interval '1 day'`,
    ),
    tokens: await insert(
      `INSERT INTO access_tokens (id, user_id, name, scopes, token_hash, expires_at)
       SELECT gen_random_uuid(), $1, 'A token', '{tasks:read}', '\\x00', now() + interval '1 day'`,
    ),
  };
}

/** Alternates both, each being first equally often, so that drift and order affect both alike. */
async function compare(client: HttpClient, { samples, status, one, other }: Pair): Promise<Times> {
  const times: Times = { one: [], other: [] };
  const time = async (kind: 'one' | 'other', request: HttpRequest): Promise<void> => {
    const start = performance.now();
    const answer = await client.send(request);
    times[kind].push(performance.now() - start);
    if (answer.status !== status) {
      throw new Error(`${request.method} ${request.path}: ${answer.status} ${answer.body}`);
    }
  };
  for (let sample = 0; sample < samples; sample += 1) {
    const both = [() => time('one', one()), () => time('other', other())];
    for (const measure of sample % 2 === 0 ? both : both.reverse()) {
      await measure();
    }
  }
  return times;
}

function describe(found: [Pair, Times][]): Outcome {
  const quartiles = (times: number[]): string =>
    [quantile(times, 0.25), median(times), quantile(times, 0.75)]
      .map((time) => time.toPrecision(3))
      .join(' / ');
  const rows = found.map(([{ what, samples }, { one, other }]) => ({
    cells: [what, samples, quartiles(one), quartiles(other), distinguishability(one, other)],
    what: `${what}: distance from 0.5 ≤ chance (${chanceDeviation(one, other).toPrecision(2)})`,
    distance: Math.abs(distinguishability(one, other) - 0.5),
    chance: chanceDeviation(one, other),
  }));
  return {
    columns: ['', 'each', 'first: quartiles in ms', 'second: quartiles in ms', 'told apart'],
    rows: rows.map(({ cells }) => cells),
    goals: rows.map(({ what, distance, chance }) => ({ what, measured: distance, met: distance <= chance })),
  };
}
