import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { ageRotation, sessionIdOf, sessionsOfUser } from '../support/database/session-rows';
import { changePassword, eventsOf, ME, NEW_PASSWORD, otherDevice } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

describe('A password change that races', () => {
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

  const owner = () => app.database.owner;
  const liveSessions = async (): Promise<string[]> => {
    const sessions = await sessionsOfUser(owner(), person.userId);
    return sessions.filter(({ revoked_at }) => revoked_at === null).map(({ id }) => id);
  };
  /** Keeps everybody from the account's row, so that they come to it in the order in which they asked. */
  const holdAccount = async () => {
    const hold = await openTransaction(app.database);
    await hold.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [person.userId]);
    return hold;
  };

  it('a sign-in with the old password that comes second keeps it out', async () => {
    const hold = await holdAccount();
    const change = changePassword(person);
    await untilBlocked(owner());
    const login = app.visitor().login({ email: person.email });
    await untilBlocked(owner(), 2);
    await hold.commit();
    expect((await change).status).toBe(200);
    expectProblem(await login, 401, 'INVALID_CREDENTIALS');
    expect(await liveSessions()).toEqual([sessionIdOf(person.refreshToken)]);
  });

  it('a sign-in with the old password that comes first ends its session', async () => {
    const hold = await holdAccount();
    const device = app.visitor();
    const login = device.login({ email: person.email });
    await untilBlocked(owner());
    const change = changePassword(person);
    await untilBlocked(owner(), 2);
    await hold.commit();
    expect((await login).status).toBe(200);
    expect((await change).status).toBe(200);
    expectProblem(await device.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await device.refresh(), 401, 'REFRESH_REJECTED');
    expect(await liveSessions()).toEqual([sessionIdOf(person.refreshToken)]);
  });

  it('many sign-ins leaves only those with the new password', async () => {
    const devices = Array.from({ length: 12 }, (_, index) => ({
      visitor: app.visitor(),
      password: index % 3 ? undefined : NEW_PASSWORD,
    }));
    const [change] = await Promise.all([
      changePassword(person),
      ...devices.map(({ visitor, password }) =>
        visitor.login({ email: person.email, ...(password && { password }) }),
      ),
    ]);
    expect(change?.status).toBe(200);
    for (const { visitor, password } of devices.filter(({ visitor: { refreshToken } }) => refreshToken)) {
      expect((await visitor.send('GET', ME)).status).toBe(password ? 200 : 401);
    }
  });

  it('another change from the same session is the one that counts, or the other is', async () => {
    const passwords = ['first of two new passphrases', 'second of two new passphrases'];
    const answers = await Promise.all(
      passwords.map((newPassword) => changePassword(person.clone(), { newPassword })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    for (const [index, password] of passwords.entries()) {
      const login = await app.visitor().login({ email: person.email, password });
      expect(login.status).toBe(answers[index]?.status);
    }
    expect(await eventsOf(owner(), person.userId, 'password-changed')).toHaveLength(1);
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('another change from another session leaves one of the two sessions', async () => {
    const other = await otherDevice(app, person);
    const answers = await Promise.all([
      changePassword(person, { newPassword: 'first of two new passphrases' }),
      changePassword(other, { newPassword: 'second of two new passphrases' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const winner = answers[0]?.status === 200 ? person : other;
    expect(await liveSessions()).toEqual([sessionIdOf(winner.refreshToken)]);
  });

  it('refreshes of other sessions ends them all the same', async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => otherDevice(app, person)));
    for (const other of others) {
      await ageRotation(owner(), other.refreshToken);
    }
    const tabs = others.flatMap((other) => Array.from({ length: 5 }, () => other.clone()));
    const [change] = await Promise.all([changePassword(person), ...tabs.map((tab) => tab.refresh())]);
    expect(change?.status).toBe(200);
    for (const tab of tabs) {
      expectProblem(await tab.send('GET', ME), 401, 'SESSION_ENDED');
      expectProblem(await tab.refresh(), 401, 'REFRESH_REJECTED');
    }
  });

  it('a refresh of its own session leaves it alive', async () => {
    await ageRotation(owner(), person.refreshToken);
    const tabs = Array.from({ length: 5 }, () => person.clone());
    const answers = await Promise.all([changePassword(person), ...tabs.map((tab) => tab.refresh())]);
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect((await tabs[0]?.send('GET', ME))?.status).toBe(200);
  });

  it('the end of its own session changes nothing', async () => {
    const hold = await holdAccount();
    const change = changePassword(person);
    await untilBlocked(owner());
    await hold.query('UPDATE sessions SET revoked_at = now() WHERE user_id = $1', [person.userId]);
    await hold.commit();
    expectProblem(await change, 401, 'SESSION_ENDED');
    expect((await app.visitor().login({ email: person.email })).status).toBe(200);
    expect(await eventsOf(owner(), person.userId, 'password-changed')).toEqual([]);
  });
});
