import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { sessionsOfUser } from '../support/database/session-rows';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

describe('A login that races a revocation', () => {
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

  const liveSessions = async () => {
    const sessions = await sessionsOfUser(app.database.owner, person.userId);
    return sessions.filter(({ revoked_at }) => revoked_at === null);
  };

  it.each([
    ['the password is changed', `UPDATE users SET password_hash = 'another' WHERE id = $1`],
    ['the account is disabled', 'UPDATE users SET disabled_at = now() WHERE id = $1'],
    ['the account is deleted', 'DELETE FROM users WHERE id = $1'],
  ])('leaves nothing behind when %s after the password was verified', async (_name, sql) => {
    const revocation = await openTransaction(app.database);
    await revocation.query('UPDATE sessions SET revoked_at = now() WHERE user_id = $1', [person.userId]);
    await revocation.query(sql, [person.userId]);
    const device = app.visitor();
    const login = device.login({ email: person.email });
    await untilBlocked(app.database.owner);
    await revocation.commit();
    const answer = await login;
    expectProblem(answer, 401, 'INVALID_CREDENTIALS');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await liveSessions()).toEqual([]);
  });

  it('goes on when the account was only renamed', async () => {
    const renaming = await openTransaction(app.database);
    await renaming.query(`UPDATE users SET display_name = 'Ada' WHERE id = $1`, [person.userId]);
    const device = app.visitor();
    const login = device.login({ email: person.email });
    await untilBlocked(app.database.owner);
    await renaming.commit();
    expect((await login).status).toBe(200);
    expect((await device.send('GET', '/api/v1/users/me')).status).toBe(200);
  });

  it('is done before a revocation that comes later, which then finds its session', async () => {
    const device = app.visitor();
    await device.login({ email: person.email });
    await app.database.owner.query('UPDATE users SET disabled_at = now() WHERE id = $1', [person.userId]);
    expectProblem(await device.send('GET', '/api/v1/users/me'), 401, 'SESSION_ENDED');
    expectProblem(await device.refresh(), 401, 'REFRESH_REJECTED');
  });
});
