import { LIVE_SESSIONS_MAXIMUM } from '../../src/identity/sessions/session-limit.service';
import { sessionIdOf, type SessionRow, sessionsOfUser } from '../support/database/session-rows';
import { eventsOf, ME, otherDevice, SESSIONS } from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';

describe('The number of live sessions of a person', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const isLive = ({ revoked_at }: SessionRow): boolean => revoked_at === null;

  /** Sessions last used one minute after the other, the first one longest ago; all before the person's own. */
  const insertSessions = async (count: number): Promise<string[]> => {
    const rows = await app.database.owner.query<{ id: string }[]>(
      `INSERT INTO sessions (id, user_id, remember_me, idle_expires_at, absolute_expires_at, last_used_at)
       SELECT gen_random_uuid(), $1, false, now() + interval '1 h', now() + interval '1 d',
              now() - interval '1 h' + index * interval '1 min'
       FROM generate_series(1, $2) AS index
       RETURNING id`,
      [person.userId, count],
    );
    return rows.map(({ id }) => id);
  };

  const evicted = async (): Promise<string[]> => {
    const sessions = await sessionsOfUser(app.database.owner, person.userId);
    return sessions.filter((row) => row.revoked_reason === 'session-evicted').map(({ id }) => id);
  };

  it('grows to fifty without any being ended', async () => {
    await insertSessions(LIVE_SESSIONS_MAXIMUM - 2);
    await otherDevice(app, person);
    expect(LIVE_SESSIONS_MAXIMUM).toBe(50);
    expect((await sessionsOfUser(app.database.owner, person.userId)).filter(isLive)).toHaveLength(50);
    expect(await evicted()).toEqual([]);
  });

  it('stays there: the one used longest ago ends for a new one, which is recorded', async () => {
    const [oldest] = await insertSessions(LIVE_SESSIONS_MAXIMUM - 1);
    const device = await otherDevice(app, person);
    expect(await evicted()).toEqual([oldest]);
    expect(await eventsOf(app.database.owner, person.userId, 'session-evicted')).toMatchObject([
      { session_id: sessionIdOf(device.refreshToken), target_id: oldest, ip: '127.0.0.1' },
    ]);
    expect((await device.send('GET', SESSIONS)).body.items).toHaveLength(50);
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('is the signal for a browser that was not used to sign in again', async () => {
    await app.database.owner.query(
      `UPDATE sessions SET last_used_at = now() - interval '1 d' WHERE id = $1`,
      [sessionIdOf(person.refreshToken)],
    );
    await insertSessions(LIVE_SESSIONS_MAXIMUM - 1);
    await otherDevice(app, person);
    expectProblem(await person.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await person.refresh(), 401, 'REFRESH_REJECTED');
  });

  it('does not count what has ended or expired', async () => {
    const [first, second, third] = await insertSessions(LIVE_SESSIONS_MAXIMUM + 1);
    await app.database.owner.query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [first]);
    await app.database.owner.query('UPDATE sessions SET idle_expires_at = now() WHERE id = $1', [second]);
    await otherDevice(app, person);
    expect(await evicted()).toEqual([third]);
  });

  it('is one for each person', async () => {
    await insertSessions(LIVE_SESSIONS_MAXIMUM - 1);
    const stranger = app.visitor();
    await stranger.register();
    await otherDevice(app, stranger);
    expect(await evicted()).toEqual([]);
  });

  it('is never exceeded by parallel sign-ins on two servers, and each of them stays', async () => {
    const ids = await insertSessions(LIVE_SESSIONS_MAXIMUM - 1);
    const elsewhere = await startServerOn(app.database);
    const devices = Array.from({ length: 20 }, (_, index) =>
      index % 2 ? app.visitor() : new Visitor(elsewhere.url),
    );
    const answers = await Promise.all(devices.map((device) => device.login({ email: person.email })));
    await elsewhere.app.close();
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const live = (await sessionsOfUser(app.database.owner, person.userId)).filter(isLive);
    expect(live).toHaveLength(50);
    expect(live.map(({ id }) => id)).toEqual(
      expect.arrayContaining(devices.map(({ refreshToken }) => sessionIdOf(refreshToken))),
    );
    expect((await evicted()).sort()).toEqual(ids.slice(0, 20).sort());
    expect(await eventsOf(app.database.owner, person.userId, 'session-evicted')).toHaveLength(20);
  });

  it('leaves no rows behind that ended more than thirty days ago', async () => {
    const [old, recent, expired] = await insertSessions(4);
    const end = (id: string | undefined, column: string, ago: string) =>
      app.database.owner.query(`UPDATE sessions SET ${column} = now() - $2::interval WHERE id = $1`, [
        id,
        ago,
      ]);
    await end(old, 'revoked_at', '30 d 1 s');
    await end(recent, 'revoked_at', '29 d 23 h');
    await end(expired, 'idle_expires_at', '30 d 1 s');
    await otherDevice(app, person);
    const ids = (await sessionsOfUser(app.database.owner, person.userId)).map(({ id }) => id);
    expect(ids).toHaveLength(4);
    expect(ids).toContain(recent);
    expect(ids).not.toContain(old);
    expect(ids).not.toContain(expired);
  });
});
