import { ageRotation, sessionIdOf, sessionOf } from '../support/database/session-rows';
import { readToken } from '../support/people/forged-token';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('A session', () => {
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

  const session = () => sessionOf(app.database.owner, person.refreshToken);

  /** Moves the whole session into the past, in place of waiting. */
  const wait = (interval: string) =>
    app.database.owner.query(
      `UPDATE sessions SET created_at = created_at - $2::interval, rotated_at = rotated_at - $2::interval,
         last_used_at = last_used_at - $2::interval, authenticated_at = authenticated_at - $2::interval,
         idle_expires_at = idle_expires_at - $2::interval, absolute_expires_at = absolute_expires_at - $2::interval
       WHERE id = $1`,
      [sessionIdOf(person.refreshToken), interval],
    );

  async function expectEnded(): Promise<void> {
    expectProblem(await person.send('GET', '/api/v1/users/me'), 401, 'SESSION_ENDED');
    const before = await session();
    expectProblem(await person.refresh(), 401, 'REFRESH_REJECTED');
    expect(await session()).toEqual(before);
  }

  it.each([
    [false, 12 * HOUR],
    [true, 7 * DAY],
  ])('with rememberMe %s may be idle for %d ms and lasts 30 days', async (rememberMe, idle) => {
    await person.login({ rememberMe });
    const { authenticated_at: start, idle_expires_at, absolute_expires_at } = await session();
    expect(idle_expires_at.getTime() - start.getTime()).toBe(idle);
    expect(absolute_expires_at.getTime() - start.getTime()).toBe(30 * DAY);
  });

  it('ends when nobody came back in time', async () => {
    await wait('11 h 30 min');
    expect((await person.send('GET', '/api/v1/users/me')).status).toBe(200);
    await wait('30 min');
    await expectEnded();
  });

  it('ends later when the person wanted to be remembered', async () => {
    await person.login({ rememberMe: true });
    await wait('6 d 23 h 30 min');
    expect((await person.refresh()).status).toBe(200);
    await wait('7 d');
    await expectEnded();
  });

  it('is kept alive by refreshing, not by access tokens', async () => {
    await wait('11 h');
    await person.send('GET', '/api/v1/users/me');
    const { idle_expires_at: before } = await session();
    expect((await person.refresh()).status).toBe(200);
    const { idle_expires_at: after } = await session();
    expect(Math.floor((after.getTime() - before.getTime()) / HOUR)).toBe(11);
  });

  it('ends for good after 30 days, whatever was done to keep it', async () => {
    await person.login({ rememberMe: true });
    for (let day = 0; day < 29; day += 5) {
      await wait('5 d');
      const { absolute_expires_at: end } = await session();
      const refreshed = await person.refresh();
      expect(refreshed.status).toBe(day < 25 ? 200 : 401);
      expect((await session()).absolute_expires_at).toEqual(end);
    }
    await expectEnded();
  });

  it('cannot be prolonged beyond its absolute end', async () => {
    await wait('10 h');
    await app.database.owner.query(
      `UPDATE sessions SET absolute_expires_at = now() + interval '1 h' WHERE id = $1`,
      [sessionIdOf(person.refreshToken)],
    );
    expect((await person.refresh()).status).toBe(200);
    const { idle_expires_at, absolute_expires_at } = await session();
    expect(idle_expires_at).toEqual(absolute_expires_at);
  });

  it('remembers when the password was checked, however often it is refreshed', async () => {
    const { authTime } = tokenTimes(person);
    await wait('1 h');
    await person.refresh();
    await ageRotation(app.database.owner, person.refreshToken);
    await person.refresh();
    expect(tokenTimes(person).authTime).toBe(authTime - 3_600);
    expect(tokenTimes(person).issuedAt).toBeGreaterThanOrEqual(authTime);
  });

  it('notes when and from where it was used last', async () => {
    await wait('1 h');
    const headers = { 'x-taskward-csrf': '1', 'user-agent': 'Another browser' };
    await person.send('POST', '/api/v1/auth/refresh', { headers });
    const rows = await app.database.owner.query<{ recent: boolean; user_agent: string }[]>(
      `SELECT last_used_at > now() - interval '59 min' AS recent, user_agent FROM sessions WHERE id = $1`,
      [sessionIdOf(person.refreshToken)],
    );
    expect(rows).toEqual([{ recent: true, user_agent: 'Another browser' }]);
  });
});

function tokenTimes({ accessToken }: Visitor): { authTime: number; issuedAt: number } {
  const { claims } = readToken(accessToken ?? '');
  return { authTime: Number(claims.auth_time), issuedAt: Number(claims.iat) };
}
