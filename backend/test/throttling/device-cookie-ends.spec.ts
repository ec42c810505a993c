import { changePassword, NEW_PASSWORD } from '../support/people/account';
import {
  exhaustStrangers,
  forgetLimits,
  guess,
  letTimePass,
  newcomer,
  somewhere,
  THROTTLED,
} from '../support/people/password-guesses';
import { type Answer, PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { admin } from '../support/servers/admin';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';

describe('A browser that an account knows', () => {
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

  const attack = () => exhaustStrangers(app, email);
  const signInWith = (browser: Visitor, url = app.url): Promise<Answer> =>
    guess({ url }, { email, from: somewhere(), password: PASSWORD, browser });
  const hashOf = async ({ userId }: Visitor) => {
    const [user] = await app.database.owner.query<{ password_hash: string }[]>(
      'SELECT password_hash FROM users WHERE id = $1',
      [userId],
    );
    return user?.password_hash;
  };

  it('is a stranger when another browser changed the password, and that one is known', async () => {
    const former = owner.clone();
    const other = app.visitor();
    await other.login({ email });
    expect((await changePassword(other)).status).toBe(200);
    await attack();
    for (const password of [PASSWORD, NEW_PASSWORD]) {
      const answer = await guess(app, { email, from: somewhere(), password, browser: former });
      expectProblem(answer, 429, 'RATE_LIMITED');
    }
    const right = { email, from: somewhere(), password: NEW_PASSWORD };
    expect((await guess(app, { ...right, browser: other })).status).toBe(200);
    await letTimePass(app.database.owner, 3_600);
    await owner.login({ password: NEW_PASSWORD });
    await attack();
    expect((await guess(app, { ...right, browser: owner })).status).toBe(200);
  });

  it('is a stranger when the account was disabled meanwhile', async () => {
    const accounts = ['disable', 'enable'].map((command) => ['users', command, email]);
    for (const command of accounts) {
      expect(await admin(app.database.environment, command)).toMatchObject({ code: 0 });
    }
    await attack();
    expectProblem(await signInWith(owner), 429, 'RATE_LIMITED');
  });

  it('is a stranger when the administrator gave the account another password', async () => {
    const args = ['users', 'reset-password', email, '--password-stdin'];
    expect(await admin(app.database.environment, args, NEW_PASSWORD)).toMatchObject({ code: 0 });
    await attack();
    const right = { email, from: somewhere(), password: NEW_PASSWORD, browser: owner };
    expectProblem(await guess(app, right), 429, 'RATE_LIMITED');
  });

  // The last one: the server that it starts checks the access tokens of this process from then on.
  it('is known when the hash of the same password was renewed', async () => {
    await attack();
    const dearer = { ...app.database.environment, BCRYPT_COST: '11' };
    const server = await startServerOn({ environment: dearer });
    const before = await hashOf(owner);
    expect((await signInWith(owner, server.url)).status).toBe(200);
    await server.app.close();
    expect(await hashOf(owner)).not.toBe(before);
    expect((await signInWith(owner)).status).toBe(200);
  });
});
