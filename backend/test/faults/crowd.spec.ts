import { ageRotation } from '../support/database/session-rows';
import { ME } from '../support/people/account';
import { expiredToken } from '../support/people/forged-token';
import { signedIn } from '../support/people/signed-in';
import type { Answer, Visitor } from '../support/people/visitor';
import { type Balancer, startBalancer } from '../support/servers/balancer';
import { ServerPair } from '../support/servers/server-pair';
import { listTasks, TASKS } from '../support/tasks/tasks';

const PEOPLE = 100;
const ROUNDS = 5;

/** The short form of `npm run bench -- crowd`, which has a thousand people for two minutes. */
describe('A hundred people who are signed in at two server processes', () => {
  let pair: ServerPair;
  let balancer: Balancer;
  let people: Visitor[];

  beforeAll(async () => {
    pair = await ServerPair.start();
    balancer = await startBalancer(pair.urls);
    people = await signedIn(pair.database, PEOPLE, balancer.url);
  });

  afterAll(async () => {
    await balancer.stop();
    await pair.stop();
  });

  /** In place of waiting: the next request has to renew the access, by a new refresh token. */
  async function growOld(person: Visitor): Promise<void> {
    const { owner, environment } = pair.database;
    person.accessToken = expiredToken(person.accessToken ?? '', environment.JWT_SECRETS ?? '');
    await ageRotation(owner, person.refreshToken);
  }

  async function send(person: Visitor, ...request: Parameters<Visitor['send']>): Promise<Answer> {
    const answer = await person.send(...request);
    if (answer.body.code !== 'TOKEN_EXPIRED') {
      return answer;
    }
    expect((await person.refresh()).status).toBe(200);
    return send(person, ...request);
  }

  /** With access that ends in each round. */
  async function work(person: Visitor): Promise<void> {
    expect((await person.refresh()).status).toBe(200);
    for (let round = 0; round < ROUNDS; round += 1) {
      const { refreshToken } = person;
      await growOld(person);
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
      expect(person.refreshToken).not.toBe(refreshToken);
    }
  }

  it('meet no error and stay signed in while their access is renewed again and again', async () => {
    await Promise.all(people.map(work));
    for (const person of people) {
      expect((await person.refresh()).status).toBe(200);
      const { items } = (await listTasks(person, { limit: '200' })).body;
      expect(items).toHaveLength(ROUNDS);
      expect(new Set(items.map(({ version, completed }) => `${version} ${completed}`))).toEqual(
        new Set(['3 true']),
      );
    }
    expect(await pair.database.owner.query('SELECT id FROM sessions WHERE revoked_at IS NOT NULL')).toEqual(
      [],
    );
  });
});
