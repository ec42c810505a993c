import { LIMITS } from '../../src/identity/throttling/limits';
import { sessionIdOf } from '../support/database/session-rows';
import { ME, otherDevice, SESSIONS } from '../support/people/account';
import { countBy, letTimePass, somewhere, THROTTLED } from '../support/people/password-guesses';
import { type Answer, Visitor } from '../support/people/visitor';
import { type EventReader, followEvents } from '../support/requests/event-reader';
import { expectProblem } from '../support/requests/expect-problem';
import { type Balancer, startBalancer } from '../support/servers/balancer';
import { ServerPair } from '../support/servers/server-pair';
import { createTask } from '../support/tasks/tasks';

/** So many requests in a row come to both servers. */
const SEVERAL = 6;

describe('Two server processes behind a balancer', () => {
  let pair: ServerPair;
  let balancer: Balancer;
  let person: Visitor;

  beforeAll(async () => {
    pair = await ServerPair.start(THROTTLED);
    balancer = await startBalancer(pair.urls);
  });

  afterAll(async () => {
    await balancer.stop();
    await pair.stop();
  });

  beforeEach(async () => {
    await pair.database.owner.query('DELETE FROM rate_limits');
    person = visitor();
    expect((await person.register()).status).toBe(201);
  });

  const visitor = (): Visitor => new Visitor(balancer.url);

  async function times<T>(count: number, act: () => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    while (results.length < count) {
      results.push(await act());
    }
    return results;
  }

  it('are one server for whoever comes by it', async () => {
    const reads = await times(SEVERAL, () => person.send('GET', ME));
    expect(reads.map(({ status }) => status)).toEqual(Array(SEVERAL).fill(200));
    expect((await person.refresh()).status).toBe(200);
    await pair.bothGave(reads);
  });

  it('refuse a session that was revoked by way of one of them at once, both', async () => {
    const phone = await otherDevice({ visitor }, person);
    const streams = await times(SEVERAL, () => followEvents(phone));
    expect((await person.send('DELETE', `${SESSIONS}/${sessionIdOf(phone.refreshToken)}`)).status).toBe(204);
    for (const answer of await times(SEVERAL, () => phone.send('GET', ME))) {
      expectProblem(answer, 401, 'SESSION_ENDED');
    }
    for (const answer of await times(SEVERAL, () => phone.refresh())) {
      expectProblem(answer, 401, 'REFRESH_REJECTED');
    }
    await Promise.all(streams.map((stream) => stream.rest()));
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('tell the followers of each what changes by way of the other', async () => {
    const readers: EventReader[] = await times(SEVERAL, () => followEvents(person));
    const tasks = await times(SEVERAL, () => createTask(person));
    for (const reader of readers) {
      const events = await reader.take(SEVERAL);
      expect(events.map(({ id, op }) => [id, op])).toEqual(tasks.map(({ id }) => [id, 'created']));
      reader.close();
    }
  });

  it('count the requests of one source together, whatever it claims to be', async () => {
    const knock = (): Promise<Answer> =>
      visitor().send('POST', '/api/v1/auth/register', {
        body: {},
        headers: { 'x-forwarded-for': somewhere() },
      });
    await pair.database.owner.query('DELETE FROM rate_limits');
    const { quota } = LIMITS.register;
    const first = await knock();
    await letTimePass(pair.database.owner, -3_600);
    const answers = [first, ...(await Promise.all(Array.from({ length: 3 * quota - 1 }, knock)))];
    expect(countBy(answers.map(({ status }) => status))).toEqual({ 400: quota, 429: 2 * quota });
  });
});
