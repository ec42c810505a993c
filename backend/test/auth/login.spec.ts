import { randomUUID } from 'node:crypto';
import { sessionOf, sessionsOfUser } from '../support/database/session-rows';
import { type Answer, PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const ME = '/api/v1/users/me';

/** Beyond the 72 bytes that bcrypt reads. */
const LONG = 'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich, und zwar täglich um fünf';

describe('Logging in', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const login = (body: unknown, headers = {}) =>
    app.visitor().send('POST', '/api/v1/auth/login', { body, headers });

  it('answers 200 with the account and tokens that work', async () => {
    const visitor = app.visitor();
    const answer = await visitor.login({ email: person.email });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ tokenType: 'Bearer', expiresIn: 900, user: { id: person.userId } });
    expect((await visitor.send('GET', ME)).status).toBe(200);
    expect((await visitor.refresh()).status).toBe(200);
  });

  it('compares the e-mail without letter case and surrounding space', async () => {
    const answer = await login({ email: `\t${person.email.toUpperCase()} `, password: PASSWORD });
    expect(answer.body).toMatchObject({ user: { id: person.userId, email: person.email } });
  });

  it('compares the password character by character, after NFC', async () => {
    await person.register({ password: `${LONG}A` });
    expect((await person.login({ password: `${LONG.normalize('NFD')}A` })).status).toBe(200);
    for (const password of [`${LONG}a`, `${LONG}B`, LONG, `${LONG}A `]) {
      expectProblem(await person.login({ password }), 401, 'INVALID_CREDENTIALS');
    }
  });

  it('answers alike for a wrong password, an unknown e-mail and a disabled account', async () => {
    const disabled = app.visitor();
    await disabled.register();
    await app.database.owner.query('UPDATE users SET disabled_at = now() WHERE id = $1', [disabled.userId]);
    const answers = [
      await login({ email: person.email, password: 'not the right one' }),
      await login({ email: `${randomUUID()}@example.org`, password: PASSWORD }),
      await login({ email: 'not an e-mail', password: 'short' }),
      await login({ email: disabled.email, password: PASSWORD }),
      await login({ email: disabled.email, password: 'not the right one' }),
    ];
    answers.forEach((answer) => expectProblem(answer, 401, 'INVALID_CREDENTIALS'));
    expect(new Set(answers.map(withoutIdAndTime)).size).toBe(1);
  });

  it('opens no session and touches no cookie when it fails', async () => {
    const earlier = person.clone();
    const answer = await person.login({ password: 'not the right one' });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await sessionsOfUser(app.database.owner, earlier.userId)).toHaveLength(1);
    expect((await earlier.refresh()).status).toBe(200);
  });

  it.each([
    ['nothing', {}, ['/email', '/password']],
    ['an empty password', { email: 'ada@example.org', password: '' }, ['/password']],
    [
      'a password beyond every bound',
      { email: 'ada@example.org', password: 'a'.repeat(1_025) },
      ['/password'],
    ],
    ['objects', { email: { $ne: '' }, password: { $ne: '' } }, ['/email', '/password']],
    ['null', { email: null, password: null }, ['/email', '/password']],
    ['NUL', { email: 'a\0@example.org', password: 'a\0' }, ['/email', '/password']],
    ['half a pair', { email: '\ud800@example.org', password: '\udc00' }, ['/email', '/password']],
    ['1 as yes', { email: 'ada@example.org', password: PASSWORD, rememberMe: 1 }, ['/rememberMe']],
    ['unknown fields', { email: 'ada@example.org', password: PASSWORD, mfa: false }, ['/mfa']],
  ])('refuses %s and says which field', async (_name, body, pointers) => {
    const answer = await login(body);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(pointers);
  });

  it('ends the session that the browser had before, and no other', async () => {
    const otherDevice = app.visitor();
    await otherDevice.login({ email: person.email });
    const earlier = person.clone();
    expect((await person.login()).status).toBe(200);
    const ended = await sessionOf(app.database.owner, earlier.refreshToken);
    expect(ended.revoked_reason).toBe('signed-in-again');
    expectProblem(await earlier.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await earlier.refresh(), 401, 'REFRESH_REJECTED');
    expect((await person.send('GET', ME)).status).toBe(200);
    expect((await otherDevice.send('GET', ME)).status).toBe(200);
  });

  it('ends the session of somebody else who used the same browser before', async () => {
    const guest = app.visitor();
    await guest.register();
    const other = guest.clone();
    await other.login({ email: person.email });
    expectProblem(await guest.refresh(), 401, 'REFRESH_REJECTED');
  });

  it('does not mind a cookie that is garbage', async () => {
    const headers = { cookie: 'taskward_refresh_3000=garbage' };
    expect((await login({ email: person.email, password: PASSWORD }, headers)).status).toBe(200);
  });

  it('gives each of many parallel logins and devices a session of its own', async () => {
    const devices = Array.from({ length: 20 }, () => app.visitor());
    const answers = await Promise.all(devices.map((device) => device.login({ email: person.email })));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(devices.map(({ refreshToken }) => refreshToken)).size).toBe(20);
    expect(new Set(devices.map(({ accessToken }) => accessToken)).size).toBe(20);
    await devices[0]?.logout();
    const reads = await Promise.all(devices.map((device) => device.send('GET', ME)));
    expect(reads.map(({ status }) => status)).toEqual([401, ...Array<number>(19).fill(200)]);
  });

  it('notes from where a session was opened', async () => {
    const headers = { 'user-agent': `Browser ${'x'.repeat(600)}` };
    const answer = await login({ email: person.email, password: PASSWORD }, headers);
    const [, token = ''] = /taskward_refresh_3000=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? [];
    const session = await sessionOf(app.database.owner, token);
    expect(session.ip).toBe('127.0.0.1');
    expect(session.user_agent).toMatch(/^Browser x{504}$/);
  });
});

function withoutIdAndTime({ text, headers, body }: Answer): string {
  const fields = [...headers].filter(([name]) => name !== 'date');
  return JSON.stringify([text, fields]).replaceAll(String(body.requestId), '');
}
