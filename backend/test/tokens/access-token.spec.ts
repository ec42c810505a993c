import { randomBytes, randomUUID } from 'node:crypto';
import { sessionIdOf, sessionOf } from '../support/database/session-rows';
import { forgeToken, readToken } from '../support/people/forged-token';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ownServer, sharedServer, type TestServer } from '../support/servers/test-server';
import { until } from '../support/time/until';

const ME = '/api/v1/users/me';
const now = () => Math.floor(Date.now() / 1_000);
const base64url = (text: string) => Buffer.from(text).toString('base64url');

describe('An access token', () => {
  let app: TestServer;
  let person: Visitor;
  let token: string;
  let key: string;
  /** Seconds; before the token was made. */
  let start: number;

  beforeAll(async () => {
    app = await sharedServer();
    key = app.database.environment.JWT_SECRETS ?? '';
    person = app.visitor();
    start = now();
    await person.register();
    token = person.accessToken ?? '';
  });

  afterAll(() => app.stop());

  const present = (bearer: string): Promise<Answer> =>
    app.visitor().send('GET', ME, { headers: { authorization: `Bearer ${bearer}` } });

  /** A token that was accepted and will expire soon: as soon as this machine can be in time with one. */
  async function presentInTime(make: (exp: number) => string): Promise<string> {
    for (let lifetime = 2; ; lifetime *= 2) {
      const short = make(now() + lifetime);
      const answer = await present(short);
      if (answer.status === 200) {
        return short;
      }
      expectRefusal(answer, 'TOKEN_EXPIRED');
    }
  }

  it('carries the documented header and claims', async () => {
    const { header, claims } = readToken(token);
    const session = await sessionOf(app.database.owner, person.refreshToken);
    expect(header).toEqual({ alg: 'HS256', typ: 'at+jwt', kid: expect.stringMatching(/^[\w-]{8}$/) });
    expect(claims).toEqual({
      iss: 'http://localhost:3000',
      aud: 'http://localhost:3000/api',
      sub: person.userId,
      email: person.email,
      sid: sessionIdOf(person.refreshToken),
      gen: 1,
      iat: expect.any(Number),
      exp: expect.any(Number),
      auth_time: Math.floor(session.authenticated_at.getTime() / 1_000),
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(900);
    expect(Number(claims.iat)).toBeGreaterThanOrEqual(start);
    expect(Number(claims.iat)).toBeLessThanOrEqual(now());
  });

  it('signed by the right key with the right claims is accepted', async () => {
    expect((await present(forgeToken(token, key))).status).toBe(200);
  });

  it('that was accepted before is refused from its expiry on', async () => {
    const short = await presentInTime((exp) => forgeToken(token, key, { claims: { exp } }));
    await until(() => now() >= Number(readToken(short).claims.exp));
    expectRefusal(await present(short), 'TOKEN_EXPIRED');
  });

  it('that was accepted before is refused with any other signature', async () => {
    expect((await present(token)).status).toBe(200);
    const [header, claims, signature = ''] = token.split('.');
    for (const other of ['', signature.slice(1), `${signature}A`, signature.toLowerCase()]) {
      expectRefusal(await present(`${header}.${claims}.${other}`), 'TOKEN_INVALID');
    }
  });

  it.each<[string, (genuine: string) => string]>([
    ['is garbage', () => 'garbage'],
    ['has three empty parts', () => '../..'],
    ['has two parts', (genuine) => genuine.split('.').slice(0, 2).join('.')],
    ['has four parts', (genuine) => `${genuine}.x`],
    ['is not JSON', () => `${base64url('{')}.${base64url('{')}.x`],
    ['is JSON without object', () => `${base64url('null')}.${base64url('1')}.x`],
    [
      'calls itself JWT and is no JSON',
      () => `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url('{')}.x`,
    ],
    ['has another payload', (genuine) => genuine.replace(/\.[^.]+\./, `.${base64url('{"sub":"1"}')}.`)],
    [
      'has another signature',
      (genuine) => genuine.slice(0, -4) + (genuine.endsWith('AAAA') ? 'BBBB' : 'AAAA'),
    ],
    ['has no signature', (genuine) => genuine.replace(/[^.]+$/, '')],
    ['is a personal access token', () => `twd_${randomBytes(32).toString('base64url')}`],
    ['is a refresh token', () => person.refreshToken],
    ['is 8,000 characters long', () => 'a'.repeat(8_000)],
  ])('that %s is refused', async (_name, make) => {
    expectRefusal(await present(make(token)), 'TOKEN_INVALID');
  });

  it.each<[string, Record<string, unknown>]>([
    ['alg none', { alg: 'none' }],
    ['alg None', { alg: 'None' }],
    ['no alg', { alg: undefined }],
    ['alg as list', { alg: ['HS256'] }],
    ['alg RS256', { alg: 'RS256' }],
    ['alg HS256 in lower case', { alg: 'hs256' }],
    ['typ JWT', { typ: 'JWT' }],
    ['typ of another token', { typ: 'rt+jwt' }],
    ['typ as list', { typ: ['at+jwt'] }],
    ['no typ', { typ: undefined }],
    ['no kid', { kid: undefined }],
    ['an unknown kid', { kid: 'AAAAAAAA' }],
    ['kid null', { kid: null }],
    ['kid 0', { kid: 0 }],
    ['kid as object', { kid: { toString: 'x' } }],
    ['a path as kid', { kid: '../../../../dev/null' }],
    ['SQL as kid', { kid: "' UNION SELECT 'key' --" }],
    ['a property as kid', { kid: '__proto__' }],
    ['an address as kid', { kid: 'https://evil.example/key' }],
  ])('with %s in its header is refused, whoever signed it', async (_name, header) => {
    expectRefusal(await present(forgeToken(token, key, { header })), 'TOKEN_INVALID');
    expectRefusal(await present(forgeToken(token, key, { header }).replace(/[^.]+$/, '')), 'TOKEN_INVALID');
  });

  it.each(['sha384', 'sha512'])('signed with HMAC-%s is refused', async (hash) => {
    const header = { alg: hash.replace('sha', 'HS') };
    expectRefusal(await present(forgeToken(token, key, { header }, hash)), 'TOKEN_INVALID');
  });

  it('of another key is refused, also when it brings that key', async () => {
    const otherKey = randomBytes(32).toString('base64url');
    const jwk = { kty: 'oct', k: base64url(otherKey), alg: 'HS256' };
    for (const header of [
      {},
      { jwk },
      { jku: 'https://evil.example/keys' },
      { x5u: 'https://evil.example' },
    ]) {
      expectRefusal(await present(forgeToken(token, otherKey, { header })), 'TOKEN_INVALID');
    }
    for (const secret of ['REFRESH_SECRETS', 'PASSWORD_PEPPER']) {
      const forged = forgeToken(token, app.database.environment[secret] ?? '');
      expectRefusal(await present(forged), 'TOKEN_INVALID');
    }
    expectRefusal(await present(forgeToken(token, '')), 'TOKEN_INVALID');
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['another issuer', () => ({ iss: 'http://evil.example' })],
    ['no issuer', () => ({ iss: undefined })],
    ['another audience', () => ({ aud: 'http://localhost:3000' })],
    ['audiences that are all foreign', () => ({ aud: ['http://evil.example/api'] })],
    ['no audience', () => ({ aud: undefined })],
    ['no expiry', () => ({ exp: undefined })],
    ['null as expiry', () => ({ exp: null })],
    ['an expiry that is text', () => ({ exp: String(now() + 900) })],
    ['a start in an hour', () => ({ nbf: now() + 3_600 })],
    ['a start that is text', () => ({ nbf: '0' })],
    ['an issue time in an hour', () => ({ iat: now() + 3_600 })],
    ['no issue time', () => ({ iat: undefined })],
  ])('with %s is refused', async (_name, claims) => {
    expectRefusal(await present(forgeToken(token, key, { claims: claims() })), 'TOKEN_INVALID');
  });

  it('that has expired says so, to the second', async () => {
    for (const age of [1, 4, 60, 1_000_000]) {
      expectRefusal(await present(forgeToken(token, key, { claims: { exp: now() - age } })), 'TOKEN_EXPIRED');
    }
  });

  it('that has expired and is forged does not say that it has expired', async () => {
    const forged = forgeToken(token, 'x'.repeat(32), { claims: { exp: now() - 60 } });
    expectRefusal(await present(forged), 'TOKEN_INVALID');
  });

  it('from a clock that is three seconds ahead is accepted', async () => {
    const claims = { iat: now() + 3 };
    expect((await present(forgeToken(token, key, { claims }))).status).toBe(200);
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['a session that never was', () => ({ sid: randomUUID() })],
    ['a user who never was', () => ({ sub: randomUUID() })],
  ])('for %s is refused', async (_name, claims) => {
    expectRefusal(await present(forgeToken(token, key, { claims: claims() })), 'SESSION_ENDED');
  });

  it('for the session of somebody else is refused', async () => {
    const other = app.visitor();
    await other.register();
    const claims = { sid: sessionIdOf(other.refreshToken) };
    expectRefusal(await present(forgeToken(token, key, { claims })), 'SESSION_ENDED');
  });
});

describe('The lifetime of an access token', () => {
  it('is a setting', async () => {
    const app = await ownServer({ ACCESS_TOKEN_TTL: '5s' });
    const visitor = app.visitor();
    expect((await visitor.register()).body.expiresIn).toBe(5);
    const { claims } = readToken(visitor.accessToken ?? '');
    expect(Number(claims.exp) - Number(claims.iat)).toBe(5);
    await app.stop();
  });
});

function expectRefusal(answer: Answer, code: string): void {
  expectProblem(answer, 401, code);
  expect(answer.headers.get('www-authenticate')).toMatch(
    /^Bearer realm="taskward", error="invalid_token", error_description="[^"\\]+"$/,
  );
}
