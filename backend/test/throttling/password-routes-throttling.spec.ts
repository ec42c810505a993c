import { LIMITS } from '../../src/identity/throttling/limits';
import { changePassword, deleteAccount, reauthenticate } from '../support/people/account';
import {
  countBy,
  forgetLimits,
  guess,
  haveFailed,
  lastWait,
  letTimePass,
  newcomer,
  prolongWaits,
  somewhere,
  THROTTLED,
  WRONG,
} from '../support/people/password-guesses';
import { type Answer, PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';

const FREE = LIMITS.password.quota;

describe('Somebody at a session that is not theirs', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp(THROTTLED);
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    await forgetLimits(app.database.owner);
    person = await newcomer(app);
  });

  const ROUTES: [string, (password: string) => Promise<Answer>][] = [
    ['reauthenticate', (password) => reauthenticate(person, password)],
    ['change the password', (currentPassword) => changePassword(person, { currentPassword })],
    ['delete the account', (password) => deleteAccount(person, password)],
  ];

  it.each(ROUTES)('cannot guess the password by trying to %s', async (_name, send) => {
    await send(WRONG);
    await haveFailed(app.database.owner);
    const answers = await Promise.all(Array.from({ length: 9 }, () => send(WRONG)));
    expect(countBy(answers.map(({ status }) => status))).toEqual({ 401: 1, 429: 8 });
    expect(await checks()).toBe(2);
    expect(await lastWait(app.database.owner)).toBe(32);
    await prolongWaits(app.database.owner);
    const refused = await send(PASSWORD);
    expectProblem(refused, 429, 'RATE_LIMITED');
    await letTimePass(app.database.owner, Number(refused.headers.get('retry-after')));
    expect((await send(PASSWORD)).status).toBeLessThan(300);
  });

  const checks = async () => {
    const [row] = await app.database.owner.query<{ points: number }[]>(
      `SELECT points FROM rate_limits WHERE key LIKE 'check:%'`,
    );
    return row?.points;
  };

  it('has no more than ten checks a minute with the right password either, in all sessions together', async () => {
    const elsewhere = app.visitor();
    await elsewhere.login({ email: person.email });
    const sessions = [person, elsewhere];
    expect((await reauthenticate(person)).status).toBe(200);
    await letTimePass(app.database.owner, -600);
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, index) => reauthenticate(sessions[index % 2] ?? person)),
    );
    expect(countBy(answers.map(({ status }) => status))).toEqual({ 200: LIMITS.check.quota - 1, 429: 6 });
    let seconds = 0;
    for (const [, send] of ROUTES) {
      const refused = await send(PASSWORD);
      expectProblem(refused, 429, 'RATE_LIMITED');
      expect(refused.headers.get('ratelimit-policy')).toBe('"check";q=10;w=60');
      seconds = Number(refused.headers.get('retry-after'));
    }
    expect(
      await app.database.owner.query('SELECT failures FROM password_backoffs WHERE failures > 0'),
    ).toEqual([]);
    expect((await elsewhere.login()).status).toBe(200);
    await letTimePass(app.database.owner, seconds);
    expect((await reauthenticate(elsewhere)).status).toBe(200);
  });

  it('uses up none of these checks while a wait is not over, so that the owner has them elsewhere', async () => {
    const elsewhere = app.visitor();
    await elsewhere.login({ email: person.email });
    await reauthenticate(person, WRONG);
    await haveFailed(app.database.owner, 15);
    await Promise.all(Array.from({ length: 20 }, () => reauthenticate(person, WRONG)));
    expect(await checks()).toBe(2);
    expect((await reauthenticate(elsewhere)).status).toBe(200);
  });

  it('has one number of tries for all these routes together', async () => {
    for (let failure = 0; failure <= FREE; failure += 1) {
      expect((await ROUTES[failure % ROUTES.length]?.[1](WRONG))?.status).toBe(401);
    }
    await prolongWaits(app.database.owner);
    for (const [, send] of ROUTES) {
      expectProblem(await send(PASSWORD), 429, 'RATE_LIMITED');
    }
  });

  it('keeps the owner from nothing elsewhere, nor do strangers who guess keep the owner from these routes', async () => {
    const elsewhere = app.visitor();
    await elsewhere.login({ email: person.email });
    await reauthenticate(person, WRONG);
    await haveFailed(app.database.owner);
    await reauthenticate(person, WRONG);
    expect((await reauthenticate(elsewhere)).status).toBe(200);
    await guess(app, { email: person.email, from: somewhere() });
    await app.database.owner.query(`UPDATE rate_limits SET points = 100 WHERE key LIKE 'account:%'`);
    expect((await guess(app, { email: person.email, from: somewhere(), password: PASSWORD })).status).toBe(
      429,
    );
    expect((await reauthenticate(elsewhere)).status).toBe(200);
  });
});
