import { ageRotation, sessionOf } from '../support/database/session-rows';
import { forgeToken } from '../support/people/forged-token';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const ME = '/api/v1/users/me';
const LOGOUT = '/api/v1/auth/logout';

describe('Signing out', () => {
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

  const logoutWith = (headers: Record<string, string>): Promise<Answer> =>
    app.visitor().send('POST', LOGOUT, { headers: { 'x-taskward-csrf': '1', ...headers } });
  const cookie = (token = person.refreshToken) => ({ cookie: `taskward_refresh_3000=${token}` });
  const bearer = (token = person.accessToken) => ({ authorization: `Bearer ${token}` });
  const reasonOf = async (visitor: Visitor) =>
    (await sessionOf(app.database.owner, visitor.refreshToken)).revoked_reason;

  async function expectSignedOut(visitor: Visitor): Promise<void> {
    expect(await reasonOf(visitor)).toBe('sign-out');
    expectProblem(await visitor.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await visitor.clone().refresh(), 401, 'REFRESH_REJECTED');
  }

  function expectCleared(answer: Answer): void {
    expect(answer.status).toBe(204);
    expect(answer.text).toBe('');
    expect(answer.headers.getSetCookie().map((line) => line.split(';')[0])).toEqual([
      'taskward_refresh_3000=',
      'taskward_signed_in_3000=',
    ]);
    expect(answer.headers.getSetCookie().every((line) => /max-age=0/i.test(line))).toBe(true);
    expect(answer.headers.get('clear-site-data')).toBe('"storage"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }

  it('ends the session of cookie and bearer at once', async () => {
    const before = person.clone();
    expectCleared(await person.logout());
    expect(person.cookies.size).toBe(0);
    await expectSignedOut(before);
  });

  it('needs only the cookie', async () => {
    expectCleared(await logoutWith(cookie()));
    await expectSignedOut(person);
  });

  it('needs only the bearer', async () => {
    expectCleared(await logoutWith(bearer()));
    await expectSignedOut(person);
  });

  it('ends two sessions when cookie and bearer differ', async () => {
    const other = app.visitor();
    await other.register();
    const bystander = app.visitor();
    await bystander.login({ email: person.email });
    expectCleared(await logoutWith({ ...cookie(), ...bearer(other.accessToken) }));
    await expectSignedOut(person);
    await expectSignedOut(other);
    expect((await bystander.send('GET', ME)).status).toBe(200);
  });

  it('takes a bearer that has expired', async () => {
    const key = app.database.environment.JWT_SECRETS ?? '';
    const claims = { iat: 1_700_000_000, exp: 1_700_000_900 };
    const expired = forgeToken(person.accessToken ?? '', key, { claims });
    expectCleared(await logoutWith(bearer(expired)));
    await expectSignedOut(person);
  });

  it('takes a refresh token of any generation, and every earlier token is dead', async () => {
    const generations = [person.clone()];
    for (let rotation = 0; rotation < 3; rotation += 1) {
      await ageRotation(app.database.owner, person.refreshToken);
      await person.refresh();
      generations.push(person.clone());
    }
    expectCleared(await logoutWith(cookie(generations[0]?.refreshToken)));
    for (const generation of generations) {
      await expectSignedOut(generation);
    }
  });

  it('stays signed out when an old token is replayed', async () => {
    const before = person.clone();
    await person.logout();
    await ageRotation(app.database.owner, before.refreshToken);
    expectProblem(await before.refresh(), 401, 'REFRESH_REJECTED');
    expect(await reasonOf(before)).toBe('sign-out');
  });

  it.each<[string, () => Record<string, string>]>([
    ['nothing', () => ({})],
    ['a garbage cookie', () => cookie('garbage')],
    ['a cookie with a wrong mac', () => cookie(person.refreshToken.slice(0, -43) + 'A'.repeat(43))],
    ['a garbage bearer', () => bearer('garbage')],
    ['a bearer of another key', () => bearer(forgeToken(person.accessToken ?? '', 'x'.repeat(32)))],
    ['basic credentials', () => ({ authorization: 'Basic YWRhOnBhc3N3b3Jk' })],
    ['a refresh token as bearer', () => bearer(person.refreshToken)],
    ['an access token as cookie', () => cookie(person.accessToken)],
  ])('with %s answers the same and ends nothing', async (_name, headers) => {
    expectCleared(await logoutWith(headers()));
    expect(await reasonOf(person)).toBeNull();
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('can be repeated, and changes nothing then', async () => {
    const again = { ...cookie(), ...bearer() };
    expectCleared(await logoutWith(again));
    const ended = await sessionOf(app.database.owner, person.refreshToken);
    expectCleared(await logoutWith(again));
    expect(await sessionOf(app.database.owner, person.refreshToken)).toEqual(ended);
  });

  it('of ten tabs at once ends one session once', async () => {
    const tabs = Array.from({ length: 10 }, () => person.clone());
    const answers = await Promise.all(tabs.map((tab) => tab.logout()));
    answers.forEach(expectCleared);
    await expectSignedOut(person);
  });

  it('needs the CSRF header, and ends nothing without it', async () => {
    const answer = await person.send('POST', LOGOUT);
    expectProblem(answer, 403, 'CSRF_REJECTED');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('clear-site-data')).toBeNull();
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('leaves other devices of the same person signed in', async () => {
    const other = app.visitor();
    await other.login({ email: person.email });
    await person.logout();
    expect((await other.send('GET', ME)).status).toBe(200);
    expect((await other.refresh()).status).toBe(200);
  });
});
