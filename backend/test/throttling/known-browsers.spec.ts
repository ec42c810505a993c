import { KNOWN_SHARE, LIMITS } from '../../src/identity/throttling/limits';
import { changePassword, reauthenticate } from '../support/people/account';
import {
  forgetLimits,
  guess,
  guessAtOnce,
  haveFailed,
  knownBrowsers,
  letTimePass,
  newcomer,
  somewhere,
  THROTTLED,
} from '../support/people/password-guesses';
import { PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { until } from '../support/time/until';

/** So many browsers as nobody has, with budgets of their own as one time each had. */
const MANY = 41;

describe('The browsers and sessions that an account knows', () => {
  let app: TestApp;
  let owner: Visitor;
  let email: string;

  beforeAll(async () => {
    app = await startTestApp(THROTTLED);
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    await forgetLimits(app.database.owner);
    owner = await newcomer(app);
    ({ email } = owner);
  });

  /** Without a password, so that nothing is hashed: it is refused after it was counted. */
  const knock = (browsers: Visitor[], from: string, count = browsers.length) =>
    guessAtOnce(app, count, (index) => {
      const browser = browsers[index % browsers.length];
      return { email: browser?.email ?? '', password: '', from, browser };
    });
  const pointsOf = async (key: string) => {
    const rows = await app.database.owner.query<{ points: number }[]>(
      'SELECT points FROM rate_limits WHERE key LIKE $1',
      [key],
    );
    return rows.map(({ points }) => points);
  };
  /** As if the account's own had been wrong so often already. */
  const setFailures = async (points: number) => {
    const [browser] = knownBrowsers(app.database, owner, 1);
    await guess(app, { email, from: somewhere(), browser });
    await app.database.owner.query(`UPDATE rate_limits SET points = $1 WHERE key LIKE 'known_failures:%'`, [
      points,
    ]);
  };

  it('sign in twenty times a minute together, from wherever and however many they are', async () => {
    const browsers = knownBrowsers(app.database, owner, MANY);
    const sources = Array.from({ length: 3 }, somewhere);
    const statuses = await guessAtOnce(app, MANY, (index) => ({
      email,
      password: '',
      from: sources[index % 3] ?? '',
      browser: browsers[index],
    }));
    expect(statuses).toEqual({ 400: LIMITS.known_account.quota, 429: MANY - LIMITS.known_account.quota });
    const answer = await guess(app, { email, from: somewhere(), password: PASSWORD, browser: browsers[0] });
    expectProblem(answer, 429, 'RATE_LIMITED');
    expect(answer.headers.get('ratelimit-policy')).toBe('"known_account";q=20;w=60');
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    await letTimePass(app.database.owner, 60);
    // A limit that was used up is asked for again within a second.
    await until(async () => {
      const { status } = await guess(app, { email, from: somewhere(), password: PASSWORD, browser: owner });
      return status === 200;
    });
  });

  it('sign in sixty times a minute at one source, whoever they belong to, and three times each besides', async () => {
    const from = somewhere();
    const people = await Promise.all(Array.from({ length: 5 }, () => newcomer(app)));
    const browsers = people.flatMap((person) => knownBrowsers(app.database, person, 20));
    const passing = LIMITS.known_source.quota + KNOWN_SHARE * people.length;
    expect(await knock(browsers, from)).toEqual({ 400: passing, 429: browsers.length - passing });
    await letTimePass(app.database.owner, -600);
    const [browser] = browsers;
    await app.database.owner.query(`UPDATE rate_limits SET points = 5 WHERE key LIKE 'known_account:%'`);
    const refused = await guess(app, { email: browser?.email ?? '', password: '', from, browser });
    expectProblem(refused, 429, 'RATE_LIMITED');
    expect(refused.headers.get('ratelimit-policy')).toBe('"known_source";q=60;w=60');
    const right = { email, password: PASSWORD, browser: owner };
    for (let signIn = 0; signIn < KNOWN_SHARE; signIn += 1) {
      expect((await guess(app, { ...right, from })).status).toBe(200);
      await letTimePass(app.database.owner, -600);
    }
    expect((await guess(app, { ...right, from })).status).toBe(429);
    expect((await guess(app, { ...right, from: somewhere() })).status).toBe(200);
  });

  it('take nothing from strangers at their source, and strangers nothing from them', async () => {
    const from = somewhere();
    await knock(knownBrowsers(app.database, owner, MANY), from);
    const stranger = await guess(app, { email: '', from });
    expect(stranger.headers.get('ratelimit')).toMatch(/^"login";r=59;/);
    await guessAtOnce(app, LIMITS.login.quota + 5, () => ({ email: '', from }));
    const [colleague] = knownBrowsers(app.database, await newcomer(app), 1);
    expect(await knock([colleague!], from)).toEqual({ 400: 1 });
  });

  it('of somebody else cannot keep the owner out at the same source, as often as they are refused', async () => {
    const from = somewhere();
    const eve = knownBrowsers(app.database, await newcomer(app), MANY);
    for (let round = 0; round < 3; round += 1) {
      await knock(eve, from);
    }
    expect(await pointsOf(`known_source:${from}`)).toEqual([LIMITS.known_account.quota - KNOWN_SHARE]);
    expect((await guess(app, { email, from, password: PASSWORD, browser: owner })).status).toBe(200);
  });

  it('are wrong fifty times an hour together, all at once or not', async () => {
    const session = owner.clone();
    await setFailures(LIMITS.known_failures.quota - 3);
    const browsers = knownBrowsers(app.database, owner, 12);
    const wrong = (index: number) => ({ email, from: somewhere(), browser: browsers[index] });
    expect(await guessAtOnce(app, browsers.length, wrong)).toEqual({ 401: 3, 429: 9 });
    const answer = await reauthenticate(session);
    expectProblem(answer, 429, 'RATE_LIMITED');
    expect(answer.headers.get('ratelimit-policy')).toBe('"known_failures";q=50;w=3600');
    expect((await guess(app, { email, from: somewhere(), password: PASSWORD })).status).toBe(200);
    await letTimePass(app.database.owner, 3_600);
    expect((await reauthenticate(session)).status).toBe(200);
  });

  it('count failures of sessions and browsers together', async () => {
    await setFailures(7);
    await reauthenticate(owner, 'not the right one');
    const [browser] = knownBrowsers(app.database, owner, 1);
    await guess(app, { email, from: somewhere(), browser });
    expect(await pointsOf('known_failures:%')).toEqual([9]);
  });

  it('use nothing up by being right, and strangers use up nothing of theirs', async () => {
    await setFailures(7);
    await guessAtOnce(app, 12, () => ({ email, from: somewhere() }));
    expect((await owner.login()).status).toBe(200);
    expect((await reauthenticate(owner)).status).toBe(200);
    expect(await pointsOf('known_failures:%')).toEqual([7]);
    expect(await pointsOf('account:%')).toEqual([12]);
  });

  it('leave whoever was refused without a wait of their own', async () => {
    await setFailures(LIMITS.known_failures.quota);
    await app.database.owner.query('DELETE FROM password_backoffs');
    const [browser] = knownBrowsers(app.database, owner, 1);
    for (let attempt = 0; attempt < 8; attempt += 1) {
      expect((await guess(app, { email, from: somewhere(), browser })).status).toBe(429);
    }
    expect(await app.database.owner.query('SELECT failures FROM password_backoffs')).toEqual([
      { failures: 0 },
    ]);
  });

  it('are audited once when the fifty are used up', async () => {
    await setFailures(LIMITS.known_failures.quota - 2);
    const browsers = knownBrowsers(app.database, owner, 6);
    await guessAtOnce(app, browsers.length, (index) => ({
      email,
      from: somewhere(),
      browser: browsers[index],
    }));
    const events = await app.database.owner.query(
      `SELECT event FROM audit_events WHERE event = 'sign-in-throttled' AND user_id = $1`,
      [owner.userId],
    );
    expect(events).toHaveLength(1);
  });

  it('check no password any more that was changed since: whoever collected them is one stranger', async () => {
    const collected = knownBrowsers(app.database, owner, 12);
    expect((await changePassword(owner)).status).toBe(200);
    const from = somewhere();
    await guess(app, { email, from, browser: collected[0] });
    await haveFailed(app.database.owner, 15);
    const wrong = (index: number) => ({ email, from, browser: collected[index] });
    expect(await guessAtOnce(app, collected.length, wrong)).toEqual({ 401: 1, 429: 11 });
    expect(await pointsOf('known_failures:%')).toEqual([0]);
  });
});
