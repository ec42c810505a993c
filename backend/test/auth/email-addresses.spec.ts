import { randomUUID } from 'node:crypto';
import { LIMITS } from '../../src/identity/throttling/limits';
import { guess, somewhere, THROTTLED } from '../support/people/password-guesses';
import { type Answer, PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { admin } from '../support/servers/admin';
import { startTestApp, type TestApp } from '../support/servers/test-app';

const UNICODE = 'münchen.example';
const ASCII = 'xn--mnchen-3ya.example';

describe('An e-mail address', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp(THROTTLED);
  });

  afterAll(() => app.stop());

  beforeEach(() => app.database.owner.query('DELETE FROM rate_limits'));

  const signUp = (email: string): Promise<Answer> => app.visitor().register({ email });

  const signIn = async (email: string): Promise<string> => {
    const visitor = app.visitor();
    expect((await visitor.login({ email })).status).toBe(200);
    return visitor.userId;
  };

  /** As an account was made when its key held the domain as it was typed. */
  const makeFormerAccount = async (email: string): Promise<Visitor> => {
    const person = app.visitor();
    await person.register();
    const keep = 'UPDATE users SET email = $2, email_key = lower($2) WHERE id = $1';
    await app.database.owner.query(keep, [person.userId, email]);
    return person;
  };

  it.each([
    '"a b"@example.org',
    '"ada"@example.org',
    'ada@example.org, eve@example.org',
    'ada@example.org;eve@example.org',
    'Ada <ada@example.org>',
    'ada(comment)@example.org',
    'a b@example.org',
    'a\uff0cb@example.org',
    'a\u200bda@example.org',
    'a\u202eda@example.org',
    '\u3164@example.org',
    'ada@ex%61mple.org',
    'ada@example.org\u3002',
    'ada@0x7f.1',
  ])('%j is nobody’s', async (email) => {
    const answer = await signUp(email);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(['/email']);
  });

  it.each([
    [UNICODE, ASCII],
    [ASCII, UNICODE],
  ])('at %s is the same at %s', async (domain, otherDomain) => {
    const name = randomUUID();
    expect((await signUp(`${name}@${domain}`)).status).toBe(201);
    const spellings = [`${name}@${otherDomain}`, `${name}@${otherDomain.toUpperCase()}`, `${name}@${domain}`];
    for (const email of spellings) {
      expectProblem(await signUp(email), 409, 'EMAIL_TAKEN');
    }
    expect(new Set(await Promise.all(spellings.map(signIn))).size).toBe(1);
  });

  it('is for the administrator what it is for people', async () => {
    const name = randomUUID();
    await signUp(`${name}@${UNICODE}`);
    const create = (email: string) => admin(app.database.environment, ['users', 'create', email], PASSWORD);
    expect((await create('"a b"@example.org')).errors).toMatch(/^email: /);
    expect((await create(`${name}@${ASCII}`)).errors).toMatch(/exists already/);
  });

  it('of an account that was made under another spelling of its domain still belongs to it', async () => {
    for (const [domain, otherDomain] of [
      [UNICODE, ASCII],
      [ASCII, UNICODE],
    ]) {
      const name = randomUUID();
      const { userId } = await makeFormerAccount(`${name}@${domain}`);
      for (const email of [
        `${name}@${domain}`,
        `${name}@${otherDomain}`,
        `${name}@${domain}`.toUpperCase(),
      ]) {
        expectProblem(await signUp(email), 409, 'EMAIL_TAKEN');
        expect(await signIn(email)).toBe(userId);
      }
    }
  });

  it('of two such accounts leads to that of the very spelling', async () => {
    const name = randomUUID();
    const one = await makeFormerAccount(`${name}@${UNICODE}`);
    const other = await makeFormerAccount(`${name}@${ASCII}`);
    for (const [domain, { userId }] of [
      [UNICODE, one],
      [ASCII, other],
    ] as const) {
      expect(await signIn(`${name}@${domain}`)).toBe(userId);
      expect(await signIn(`${name}@${domain.toUpperCase()}`)).toBe(userId);
      expectProblem(await signUp(`${name}@${domain}`), 409, 'EMAIL_TAKEN');
    }
  });

  it('has one number of guesses, however its domain is spelt', async () => {
    const name = randomUUID();
    const from = somewhere();
    await guess(app, { email: `${name}@${UNICODE}`, from });
    await app.database.owner.query(`UPDATE password_backoffs SET blocked_until = now() + interval '1 hour'`);
    expectProblem(await guess(app, { email: `${name}@${ASCII}`, from }), 429, 'RATE_LIMITED');
    expectProblem(await guess(app, { email: `${name}@example.org`, from }), 401, 'INVALID_CREDENTIALS');
  });

  it('of somebody who signed in is known to the browser, however its domain is spelt', async () => {
    const name = randomUUID();
    const browser = await makeFormerAccount(`${name}@${UNICODE}`);
    const from = somewhere();
    for (let request = 0; request < LIMITS.login.quota; request += 1) {
      await guess(app, { email: '', from });
    }
    for (const domain of [UNICODE, ASCII]) {
      const signIn = { email: `${name}@${domain}`, from, password: PASSWORD };
      expectProblem(await guess(app, signIn), 429, 'RATE_LIMITED');
      expect((await guess(app, { ...signIn, browser })).status).toBe(200);
    }
  });
});
