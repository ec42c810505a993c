import { createHmac, randomUUID } from 'node:crypto';
import { sessionIdOf, sessionOf } from '../support/database/session-rows';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const REFRESH = '/api/v1/auth/refresh';

describe('A refresh that is refused', () => {
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

  const withCookie = (cookie?: string): Promise<Answer> =>
    app.visitor().send('POST', REFRESH, { headers: { 'x-taskward-csrf': '1', ...(cookie && { cookie }) } });

  /** A refresh token signed by the right key, whatever it says. */
  const sign = (sessionId: string, generation: string): string => {
    const [version, kid] = person.refreshToken.split('.');
    const payload = `${version}.${kid}.${sessionId}.${generation}`;
    const key = app.database.environment.REFRESH_SECRETS ?? '';
    return `${payload}.${createHmac('sha256', key).update(payload).digest('base64url')}`;
  };

  it('is told apart only by its garbage: the signed one is good', () => {
    expect(sign(sessionIdOf(person.refreshToken), '1')).toBe(person.refreshToken);
  });

  it.each<[string, (token: string) => string]>([
    ['is empty', () => ''],
    ['is a word', () => 'garbage'],
    ['lacks a part', (token) => token.split('.').slice(0, 4).join('.')],
    ['has a part too many', (token) => `${token}.x`],
    ['has another version', (token) => token.replace('v1', 'v2')],
    ['has an unknown kid', (token) => token.replace(/^v1\.[^.]+/, 'v1.AAAAAAAA')],
    ['has another mac', (token) => token.slice(0, -43) + 'A'.repeat(43)],
    ['has a mac in another spelling', (token) => token.slice(0, -1) + nextLetter(token.at(-1) ?? '')],
    ['has padding', (token) => `${token}=`],
    ['has no mac', (token) => token.slice(0, -43)],
    ['names another session', (token) => token.replace(sessionIdOf(token), randomUUID())],
    ['names another generation', (token) => token.replace(/\.1\./, '.2.')],
    ['writes its session in capitals', () => sign(sessionIdOf(person.refreshToken).toUpperCase(), '1')],
    ['counts from zero', () => sign(sessionIdOf(person.refreshToken), '0')],
    ['counts with leading zeros', () => sign(sessionIdOf(person.refreshToken), '01')],
    ['counts beyond an integer', () => sign(sessionIdOf(person.refreshToken), '2147483647')],
    ['is in quotes', (token) => `"${token}"x`],
    ['is an access token', () => person.accessToken ?? ''],
    ['is for a session that never was', () => sign(randomUUID(), '1')],
  ])('because its token %s touches no session', async (_name, make) => {
    const before = await sessionOf(app.database.owner, person.refreshToken);
    const answer = await withCookie(`taskward_refresh_3000=${make(person.refreshToken)}`);
    expectProblem(answer, 401, 'REFRESH_REJECTED');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await sessionOf(app.database.owner, person.refreshToken)).toEqual(before);
    expect((await person.refresh()).status).toBe(200);
  });

  it('because it has no cookie says the same', async () => {
    expectProblem(await withCookie(), 401, 'REFRESH_REJECTED');
    expectProblem(await withCookie('taskward_signed_in_3000=1'), 401, 'REFRESH_REJECTED');
  });

  it('because its token is not in the cookie says the same', async () => {
    const { refreshToken, accessToken } = person;
    const headers = { 'x-taskward-csrf': '1', authorization: `Bearer ${accessToken}` };
    expectProblem(await app.visitor().send('POST', REFRESH, { headers }), 401, 'REFRESH_REJECTED');
    const inQuery = `${REFRESH}?taskward_refresh_3000=${refreshToken}`;
    expectProblem(await app.visitor().send('POST', inQuery, { headers }), 401, 'REFRESH_REJECTED');
    const body = { refreshToken, taskward_refresh_3000: refreshToken };
    expectProblem(await app.visitor().send('POST', REFRESH, { headers, body }), 401, 'REFRESH_REJECTED');
  });

  it('because the session has ended never sends a cookie', async () => {
    const other = person.clone();
    await other.logout();
    const answer = await person.refresh();
    expectProblem(answer, 401, 'REFRESH_REJECTED');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect((await sessionOf(app.database.owner, person.refreshToken)).revoked_reason).toBe('sign-out');
  });

  it('because its token was reused never sends a cookie', async () => {
    await app.database.owner.query(
      `UPDATE sessions SET generation = 5, previous_generation = 4, rotated_at = now() WHERE id = $1`,
      [sessionIdOf(person.refreshToken)],
    );
    const answer = await person.refresh();
    expectProblem(answer, 401, 'REFRESH_REJECTED');
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it.each([undefined, '', '0', 'true', '1, 1'])(
    'because its CSRF header is %j touches no session',
    async (value) => {
      const before = await sessionOf(app.database.owner, person.refreshToken);
      const headers: Record<string, string> = value === undefined ? {} : { 'x-taskward-csrf': value };
      const answer = await person.send('POST', REFRESH, { headers });
      expectProblem(answer, 403, 'CSRF_REJECTED');
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await sessionOf(app.database.owner, person.refreshToken)).toEqual(before);
    },
  );
});

/** The last letter of base64url for 32 bytes holds two bits of nothing: another one means the same bytes. */
function nextLetter(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 1);
}
