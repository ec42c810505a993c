import { LIMITS } from '../src/throttling/limits';
import { changePassword, deleteAccount, reauthenticate } from './account';
import { expectProblem } from './expect-problem';
import {
  countBy,
  guess,
  haveFailed,
  lastWait,
  letTimePass,
  prolongWaits,
  somewhere,
  THROTTLED,
  WRONG,
} from './password-guesses';
import { startTestApp, type TestApp } from './test-app';
import { type Answer, PASSWORD, type Visitor } from './visitor';

const FREE = LIMITS.password.quota;

describe('Somebody at a session that is not theirs', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp(THROTTLED);
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    await app.database.owner.query('DELETE FROM rate_limits');
    await app.database.owner.query('DELETE FROM password_backoffs');
    person = app.visitor();
    await person.register();
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
    expect(await lastWait(app.database.owner)).toBe(32);
    await prolongWaits(app.database.owner);
    const refused = await send(PASSWORD);
    expectProblem(refused, 429, 'RATE_LIMITED');
    await letTimePass(app.database.owner, Number(refused.headers.get('retry-after')));
    expect((await send(PASSWORD)).status).toBeLessThan(300);
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
