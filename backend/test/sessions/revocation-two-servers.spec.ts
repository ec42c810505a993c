import { sessionIdOf } from '../support/database/session-rows';
import {
  changePassword,
  deleteAccount,
  LOGOUT_ALL,
  ME,
  otherDevice,
  reauthenticate,
  SECURITY_EVENTS,
  SESSIONS,
} from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';
import { TASKS } from '../support/tasks/tasks';

describe('Revocation on one server', () => {
  let one: TestApp;
  let two: Awaited<ReturnType<typeof startServerOn>>;
  let person: Visitor;
  let phone: Visitor;

  beforeAll(async () => {
    one = await startTestApp();
    two = await startServerOn(one.database);
  });

  afterAll(async () => {
    await two.app.close();
    await one.stop();
  });

  beforeEach(async () => {
    person = one.visitor();
    await person.register();
    phone = await otherDevice(one, person);
  });

  /** The same browser, by way of the other server. */
  const elsewhere = (visitor: Visitor): Visitor => Object.assign(visitor.clone(), { url: two.url });
  const sql = (statement: string, id: string) => one.database.owner.query(statement, [id]);
  const phoneId = () => sessionIdOf(phone.refreshToken);

  it.each<[string, () => Promise<unknown>]>([
    ['signing out', () => phone.clone().logout()],
    ['signing out everywhere', () => person.clone().send('POST', LOGOUT_ALL)],
    ['signing out everywhere else', () => person.send('DELETE', SESSIONS)],
    ['revoking the session', () => person.send('DELETE', `${SESSIONS}/${phoneId()}`)],
    ['signing in again in the same browser', () => phone.clone().login()],
    ['changing the password', () => changePassword(person)],
    ['deleting the account', () => deleteAccount(person.clone())],
    ['disabling the account', () => sql('UPDATE users SET disabled_at = now() WHERE id = $1', person.userId)],
    ['its idle end', () => sql('UPDATE sessions SET idle_expires_at = now() WHERE id = $1', phoneId())],
    [
      'its absolute end',
      () => sql('UPDATE sessions SET absolute_expires_at = now() WHERE id = $1', phoneId()),
    ],
  ])('by %s counts at the very next request on the other, whatever it is', async (_name, revoke) => {
    const there = elsewhere(phone);
    expect((await there.send('GET', ME)).status).toBe(200);
    await revoke();
    expectProblem(await there.send('GET', ME), 401, 'SESSION_ENDED');
    const refusals = await Promise.all([
      there.send('GET', TASKS),
      there.send('POST', TASKS, { body: { title: 'Too late' } }),
      there.send('PATCH', ME, { body: { displayName: 'Too late' } }),
      there.send('GET', SESSIONS),
      there.send('DELETE', SESSIONS),
      there.send('POST', LOGOUT_ALL),
      there.send('GET', SECURITY_EVENTS),
      reauthenticate(there),
      changePassword(there),
      deleteAccount(there),
    ]);
    refusals.forEach((answer) => expectProblem(answer, 401, 'SESSION_ENDED'));
    expectProblem(await there.refresh(), 401, 'REFRESH_REJECTED');
  });
});
