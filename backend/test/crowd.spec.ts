import { ME } from './account';
import { type Balancer, startBalancer } from './balancer';
import { ServerPair } from './server-pair';
import { signedIn } from './signed-in';
import { listTasks, TASKS } from './tasks';
import type { Answer, Visitor } from './visitor';

const PEOPLE = 100;
const ROUNDS = 5;

/** Milliseconds that thousands of requests may take on a busy machine. */
const TIMEOUT = 120_000;

/** As short as can be: everybody has to renew their access while they work. */
const LIFETIMES = { ACCESS_TOKEN_TTL: '2s', REFRESH_WINDOW: '1s' };

/** The short form of `npm run bench -- crowd`, which has a thousand people for two minutes. */
describe('A hundred people who are signed in at two server processes', () => {
  let pair: ServerPair;
  let balancer: Balancer;
  let people: Visitor[];

  beforeAll(async () => {
    pair = await ServerPair.start(LIFETIMES);
    balancer = await startBalancer(pair.urls);
    people = await signedIn(pair.database, PEOPLE, balancer.url);
  });

  afterAll(async () => {
    await balancer.stop();
    await pair.stop();
  });

  async function send(person: Visitor, ...request: Parameters<Visitor['send']>): Promise<Answer> {
    const answer = await person.send(...request);
    if (answer.body.code !== 'TOKEN_EXPIRED') {
      return answer;
    }
    expect((await person.refresh()).status).toBe(200);
    return send(person, ...request);
  }

  /** Until the access was renewed in the middle of it; resolves to the number of tasks made. */
  async function work(person: Visitor): Promise<number> {
    expect((await person.refresh()).status).toBe(200);
    const atFirst = person.refreshToken;
    let round = 0;
    for (; round < ROUNDS || person.refreshToken === atFirst; round += 1) {
      const created = await send(person, 'POST', TASKS, { body: { title: `Task ${round}` } });
      expect(created.status).toBe(201);
      const path = `${TASKS}/${String(created.body.id)}`;
      for (const [method, address, body] of [
        ['GET', ME],
        ['GET', TASKS],
        ['PATCH', path, { priority: 'high' }],
        ['PATCH', `${path}/complete`],
        ['GET', path],
      ] as const) {
        expect((await send(person, method, address, { body })).status).toBe(200);
      }
    }
    return round;
  }

  it(
    'meet no error and stay signed in while their access is renewed again and again',
    async () => {
      const counts = await Promise.all(people.map(work));
      for (const [index, person] of people.entries()) {
        expect((await person.refresh()).status).toBe(200);
        const { items } = (await listTasks(person, { limit: '200' })).body;
        expect(items).toHaveLength(counts[index] ?? NaN);
        expect(new Set(items.map(({ version, completed }) => `${version} ${completed}`))).toEqual(
          new Set(['3 true']),
        );
      }
      expect(await pair.database.owner.query('SELECT id FROM sessions WHERE revoked_at IS NOT NULL')).toEqual(
        [],
      );
    },
    TIMEOUT,
  );
});
