import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { ACCOUNTS_PER_DEVICE, LIMITS } from '../../src/identity/throttling/limits';
import { loadConfig } from '../../src/platform/config/config';
import {
  exhaustStrangers,
  forgetLimits,
  guess,
  guessAtOnce,
  guessInTurn,
  haveFailed,
  letTimePass,
  newcomer,
  somewhere,
  THROTTLED,
} from '../support/people/password-guesses';
import { type Answer, PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';

const COOKIE = 'taskward_device_3000';
const FREE = LIMITS.password.quota;

describe('A browser that signed in to an account before', () => {
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
  const withCookie = (value: string): Visitor => {
    const browser = app.visitor();
    browser.cookies.set(COOKIE, value);
    return browser;
  };

  it('is marked for a year by a cookie that no script and no other site can use', async () => {
    const login = await owner.login();
    for (const answer of [await app.visitor().register(), login]) {
      const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(COOKIE)) ?? '';
      expect(line).toMatch(/^taskward_device_3000=v2\.[\w-]{8}\.[0-9a-f-]{36}\.1\.[\w-]{22}\.[\w-]{43};/);
      expect(line.toLowerCase().split('; ').slice(1).sort()).toEqual([
        'httponly',
        'max-age=31536000',
        'path=/',
        'samesite=strict',
      ]);
    }
  });

  it('belongs to one host and is never sent in the clear where the address is https', async () => {
    const secure = await startTestApp({ ...THROTTLED, PUBLIC_URL: 'https://tasks.example.com' });
    const answer = await secure.visitor().register();
    const line = answer.headers.getSetCookie().find((cookie) => cookie.includes('taskward_device=')) ?? '';
    expect(line).toMatch(/^__Host-taskward_device=v2\./);
    expect(line).toMatch(/; Secure/);
    expect(line).not.toMatch(/domain/i);
    await secure.stop();
  });

  it('signs in while strangers are refused, also after signing out', async () => {
    await owner.logout();
    await attack();
    expectProblem(await signInWith(app.visitor()), 429, 'RATE_LIMITED');
    expect((await signInWith(owner)).status).toBe(200);
  });

  it('signs in from a source whose sign-ins are used up by others', async () => {
    const from = somewhere();
    await guess(app, { email: '', from });
    await letTimePass(app.database.owner, -3_600);
    await guessAtOnce(app, LIMITS.login.quota - 1, () => ({ email: '', from }));
    expect((await guess(app, { email, from, password: PASSWORD })).status).toBe(429);
    const answer = await guess(app, {
      email: ` ${email.toUpperCase()}`,
      from,
      password: PASSWORD,
      browser: owner,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ratelimit')).toMatch(/^"known_account";r=19;/);
  });

  it('has tries of its own, with waits of its own, wherever it is', async () => {
    const wrong = () => ({ email, from: somewhere(), browser: owner });
    await guessInTurn(app, 1, wrong);
    await haveFailed(app.database.owner);
    expect(await guessAtOnce(app, 9, wrong)).toEqual({ 401: 1, 429: 8 });
    expect(await app.database.owner.query(`SELECT key FROM rate_limits WHERE key LIKE 'account:%'`)).toEqual(
      [],
    );
    expect((await signInWith(app.visitor())).status).toBe(200);
    await letTimePass(app.database.owner, 60);
    expect((await signInWith(owner)).status).toBe(200);
    expect(await guessInTurn(app, FREE, wrong)).toEqual(Array(FREE).fill(401));
  });

  it('is a stranger to every other account, and to nobody', async () => {
    const eve = await newcomer(app);
    await attack();
    expectProblem(await signInWith(eve), 429, 'RATE_LIMITED');
    const from = somewhere();
    const spray = (index: number) => ({ email: `${index}@example.org`, password: '', from, browser: eve });
    expect(await guessAtOnce(app, LIMITS.login.quota + 5, spray)).toEqual({
      400: LIMITS.login.quota,
      429: 5,
    });
  });

  it('is not believed when anything in its cookie was changed', async () => {
    const eve = await newcomer(app);
    await attack();
    const genuine = owner.cookies.get(COOKIE) ?? '';
    const [form, kid, userId, version, id, mac = ''] = genuine.split('.');
    const forgeries = [
      (eve.cookies.get(COOKIE) ?? '').replace(eve.userId, owner.userId),
      [form, kid, userId, version, randomBytes(16).toString('base64url'), mac].join('.'),
      [form, kid, userId, version, id, `${mac.startsWith('A') ? 'B' : 'A'}${mac.slice(1)}`].join('.'),
      [form, kid, userId?.toUpperCase(), version, id, mac].join('.'),
      [form, kid, userId, '01', id, mac].join('.'),
      [form, 'AAAAAAAA', userId, version, id, mac].join('.'),
      formerToken(app, [kid, userId, id].join('.')),
      genuine.slice(0, -1),
      `${genuine}=`,
      `~${'x~'.repeat(ACCOUNTS_PER_DEVICE)}${genuine}`,
      owner.refreshToken,
      '%00',
    ];
    for (const forgery of forgeries) {
      expect([forgery, (await signInWith(withCookie(forgery))).status]).toEqual([forgery, 429]);
    }
    expect((await signInWith(withCookie(genuine))).status).toBe(200);
  });

  it('can do nothing with its cookie but try', async () => {
    const browser = withCookie(owner.cookies.get(COOKIE) ?? '');
    expectProblem(await browser.send('GET', '/api/v1/users/me'), 401, 'TOKEN_MISSING');
    expectProblem(await browser.refresh(), 401, 'REFRESH_REJECTED');
    expectProblem(await browser.refresh(owner.cookies.get(COOKIE)), 401, 'REFRESH_REJECTED');
    expectProblem(await guess(app, { email, from: somewhere(), browser }), 401, 'INVALID_CREDENTIALS');
  });

  it('keeps its name for an account when it signs in again', async () => {
    const before = owner.cookies.get(COOKIE);
    await owner.logout();
    await owner.login();
    expect(owner.cookies.get(COOKIE)).toBe(before);
  });

  it('can be shared: each of the last four people who signed in is known on it', async () => {
    const people = await Promise.all(Array.from({ length: ACCOUNTS_PER_DEVICE }, () => newcomer(app)));
    const browser = owner.clone();
    const knows = async () => {
      await attack();
      return (await signInWith(browser)).status === 200;
    };
    for (const person of people.slice(1)) {
      await browser.login({ email: person.email });
      expect(await knows()).toBe(true);
    }
    await browser.login({ email: people[0]?.email });
    expect(browser.cookies.get(COOKIE)?.split('~')).toHaveLength(ACCOUNTS_PER_DEVICE);
    expect(await knows()).toBe(false);
  });

  it('is known as long as the secret is listed', async () => {
    await attack();
    const serverWith = (REFRESH_SECRETS: string) =>
      startServerOn({ ...app.database, environment: { ...app.database.environment, REFRESH_SECRETS } });
    const former = app.database.environment.REFRESH_SECRETS ?? '';
    const latter = randomBytes(32).toString('base64url');
    const statuses = new Map<string, number>();
    for (const secrets of [`${latter},${former}`, latter]) {
      const server = await serverWith(secrets);
      statuses.set(secrets, (await signInWith(owner, server.url)).status);
      await server.app.close();
    }
    expect([...statuses.values()]).toEqual([200, 429]);
  });
});

/** As servers issued it before tokens knew of the password: genuine, and good for nothing. */
function formerToken({ database }: TestApp, parts: string): string {
  const [secret] = loadConfig(database.environment).refreshSecrets;
  const key = new Uint8Array(hkdfSync('sha256', secret?.key ?? '', '', 'taskward device token', 32));
  const payload = `v1.${parts}`;
  return `${payload}.${createHmac('sha256', key).update(payload).digest('base64url')}`;
}
