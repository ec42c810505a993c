import { LIMITS } from '../../src/identity/throttling/limits';
import { EXPORT } from '../support/people/account';
import { countBy } from '../support/people/password-guesses';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';

const ME = '/api/v1/users/me';
const { quota } = LIMITS.user;

/** Over forty connections, as a wild script would. */
async function readMany(visitor: Visitor, count: number): Promise<number[]> {
  const statuses: number[] = [];
  let left = count;
  const readOn = async () => {
    while (left > 0) {
      left -= 1;
      statuses.push((await visitor.send('GET', ME)).status);
    }
  };
  await Promise.all(Array.from({ length: 40 }, readOn));
  return statuses;
}

describe('One person', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    // The minute, which the server keeps in memory, does not end while the test goes on.
    jest.spyOn(performance, 'now').mockReturnValue(performance.now());
    app = await startTestApp({ AUTH_THROTTLE: 'on' });
    person = app.visitor();
    await person.register();
    const statuses = await readMany(person, quota + 30);
    expect(countBy(statuses)).toEqual({ 200: quota, 429: 30 });
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await app.stop();
  });

  it('is told, after 1,200 requests in a minute, when to come back', async () => {
    const answer = await person.send('GET', ME);
    expectProblem(answer, 429, 'RATE_LIMITED');
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(answer.headers.get('ratelimit')).toBe(`"user";r=0;t=${seconds}`);
    expect(answer.headers.get('ratelimit-policy')).toBe('"user";q=1200;w=60');
  });

  it('gets refusals no faster than they can do any harm', async () => {
    const start = Date.now();
    expect(countBy(await readMany(person, 40))).toEqual({ 429: 40 });
    expect(Date.now() - start).toBeGreaterThan(950);
  });

  it('is one person on every route and in every session', async () => {
    const elsewhere = app.visitor();
    expect((await elsewhere.login({ email: person.email })).status).toBe(200);
    expect((await elsewhere.send('GET', '/api/v1/tasks')).status).toBe(429);
    expect((await elsewhere.send('POST', '/api/v1/tasks', { body: { title: 'More' } })).status).toBe(429);
  });

  it('takes nothing from anybody else', async () => {
    const other = app.visitor();
    await other.register();
    expect((await other.send('GET', ME)).status).toBe(200);
  });

  it('has to be somebody: who is not let in is not counted', async () => {
    expectProblem(await app.visitor().send('GET', ME), 401, 'TOKEN_MISSING');
  });

  it('is refused before the body is looked at, and asked who they are before that', async () => {
    const send = (visitor: Visitor) => visitor.send('POST', '/api/v1/tasks', { body: '{nonsense' });
    const other = app.visitor();
    await other.register();
    expectProblem(await send(app.visitor()), 401, 'TOKEN_MISSING');
    expectProblem(await send(person), 429, 'RATE_LIMITED');
    expectProblem(await send(other), 400, 'MALFORMED_REQUEST');
  });

  it('leaves one line in the log, not one for each refusal', () => {
    const lines = app.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ limit }) => limit === 'user')).toEqual([
      expect.objectContaining({ event: 'rate-limited', user: expect.stringMatching(/^[\w-]{22}$/) }),
    ]);
  });

  it('leaves a line of the same kind when it is what is recorded that is too much', async () => {
    const other = app.visitor();
    await other.register();
    await app.database.owner.query(
      `INSERT INTO rate_limits (key, points, expire)
       VALUES ('recorded:' || $1::text, $2, (extract(epoch FROM now()) * 1000)::bigint + 1800000)`,
      [other.userId, LIMITS.recorded.quota],
    );
    const refused = await other.send('GET', EXPORT);
    expectProblem(refused, 429, 'RATE_LIMITED');
    const lines = app.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ limit }) => limit === 'recorded')).toEqual([
      expect.objectContaining({
        event: 'rate-limited',
        user: expect.stringMatching(/^[\w-]{22}$/) as string,
        requestId: refused.headers.get('x-request-id'),
      }),
    ]);
  });

  it('keeps session and sign-out', async () => {
    expect((await person.refresh()).status).toBe(200);
    expect((await person.clone().logout()).status).toBe(204);
  });
});

describe('With AUTH_THROTTLE=off', () => {
  it('nobody is counted', async () => {
    const app = await startTestApp();
    const person = app.visitor();
    await person.register();
    expect(countBy(await readMany(person, quota + 1))).toEqual({ 200: quota + 1 });
    await app.stop();
  });
});
