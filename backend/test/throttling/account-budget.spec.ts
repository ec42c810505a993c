import { LIMITS } from '../../src/identity/throttling/limits';
import {
  guess,
  guessAtOnce,
  guessInTurn,
  letTimePass,
  somewhere,
  THROTTLED,
} from '../support/people/password-guesses';
import { PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { Stopwatch } from '../support/time/stopwatch';

const { quota } = LIMITS.account;

describe('Whoever guesses passwords of one account from many sources', () => {
  let app: TestApp;
  let owner: Visitor;
  let email: string;

  beforeAll(async () => {
    app = await startTestApp(THROTTLED);
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    await app.database.owner.query('DELETE FROM rate_limits');
    await app.database.owner.query('DELETE FROM password_backoffs');
    owner = app.visitor();
    await owner.register();
    ({ email } = owner);
  });

  /** As if there had been so many failures already. */
  const spend = async (points: number) => {
    await guess(app, { email, from: somewhere() });
    await app.database.owner.query(`UPDATE rate_limits SET points = $1 WHERE key LIKE 'account:%'`, [points]);
  };
  const spent = async () => {
    const [row] = await app.database.owner.query<{ points: number }[]>(
      `SELECT points FROM rate_limits WHERE key LIKE 'account:%'`,
    );
    return row?.points;
  };

  it('gets a hundred guesses an hour, also when all come at once', async () => {
    const since = new Stopwatch();
    await spend(quota - 3);
    expect(await guessAtOnce(app, 40, () => ({ email, from: somewhere() }))).toEqual({ 401: 3, 429: 37 });
    const answer = await guess(app, { email, from: somewhere(), password: PASSWORD });
    expectProblem(answer, 429, 'RATE_LIMITED');
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(3_600 - since.seconds);
    expect(seconds).toBeLessThanOrEqual(3_600);
    expect(answer.headers.get('ratelimit')).toBe(`"account";r=0;t=${seconds}`);
    expect(answer.headers.get('ratelimit-policy')).toBe('"account";q=100;w=3600');
    await letTimePass(app.database.owner, seconds);
    expect((await guess(app, { email, from: somewhere(), password: PASSWORD })).status).toBe(200);
  });

  it('gets as many for an e-mail of nobody', async () => {
    email = 'nobody@example.org';
    await spend(quota - 1);
    expect(await guessAtOnce(app, 20, () => ({ email, from: somewhere() }))).toEqual({ 401: 1, 429: 19 });
  });

  it('keeps nobody from another account', async () => {
    const neighbour = app.visitor();
    await neighbour.register();
    await spend(quota);
    expect((await guess(app, { email: neighbour.email, from: somewhere(), password: PASSWORD })).status).toBe(
      200,
    );
  });

  it('leaves whoever was refused without a wait of their own', async () => {
    const from = somewhere();
    await spend(quota);
    expect(await guessInTurn(app, 10, () => ({ email, from }))).toEqual(Array(10).fill(429));
    await letTimePass(app.database.owner, 3_600);
    expect(await guessInTurn(app, 6, () => ({ email, from }))).toEqual(Array(6).fill(401));
  });

  it('is audited once when the hundred are used up', async () => {
    await spend(quota - 1);
    await guessInTurn(app, 8, () => ({ email, from: somewhere() }));
    const events = await app.database.owner.query(
      `SELECT event FROM audit_events WHERE event = 'sign-in-throttled' AND user_id = $1`,
      [owner.userId],
    );
    expect(events).toHaveLength(1);
  });

  it('is not given more guesses by the sign-ins of the owner, nor does the owner use any up', async () => {
    await spend(50);
    expect((await owner.login()).status).toBe(200);
    expect((await guess(app, { email, from: somewhere(), password: PASSWORD })).status).toBe(200);
    expect(await spent()).toBe(50);
  });

  it('cannot keep the owner out of the own browser by a thousand failures', async () => {
    const signedIn = app.visitor();
    await signedIn.login({ email });
    const attackers = Array.from({ length: 40 }, somewhere);
    const from = (index: number) => attackers[index % 40] ?? '';
    let checked = 0;
    for (let round = 0; round < 25; round += 1) {
      const statuses = await guessAtOnce(app, 40, (index) => ({ email, from: from(index) }));
      checked += statuses[401] ?? 0;
    }
    expect(checked).toBe(quota);
    for (const place of [somewhere(), attackers[0] ?? '']) {
      expect((await guess(app, { email, from: place, password: PASSWORD })).status).toBe(429);
      const answer = await guess(app, { email, from: place, password: PASSWORD, browser: owner });
      expect(answer.status).toBe(200);
    }
    expect((await signedIn.send('GET', '/api/v1/users/me')).status).toBe(200);
  });
});

describe('An attacker behind the same address as the owner', () => {
  it('cannot keep the owner out of the own browser by a thousand failures', async () => {
    const app = await startTestApp({ AUTH_THROTTLE: 'on' });
    const owner = app.visitor();
    await owner.register();
    const from = '';
    for (let round = 0; round < 4; round += 1) {
      await guessAtOnce(app, 250, () => ({ email: owner.email, from }));
    }
    expectProblem(await guess(app, { email: owner.email, from, password: PASSWORD }), 429, 'RATE_LIMITED');
    expect((await owner.login()).status).toBe(200);
    await app.stop();
  });
});
