import { ageRotation, sessionIdOf, sessionOf, sessionsOfUser } from '../support/database/session-rows';
import {
  changePassword,
  deleteAccount,
  LOGOUT_ALL,
  ME,
  otherDevice,
  reauthenticate,
  SESSIONS,
} from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ServerPair } from '../support/servers/server-pair';
import { TASKS } from '../support/tasks/tasks';

describe('Revocation by way of one server process', () => {
  let pair: ServerPair;
  let person: Visitor;

  beforeAll(async () => {
    pair = await ServerPair.start();
  });

  afterAll(() => pair.stop());

  beforeEach(async () => {
    person = pair.visitor();
    await person.register();
  });

  const sql = (statement: string, id: string) => pair.database.owner.query(statement, [id]);
  const liveSessions = async (): Promise<string[]> => {
    const sessions = await sessionsOfUser(pair.database.owner, person.userId);
    return sessions.filter(({ revoked_at }) => revoked_at === null).map(({ id }) => id);
  };

  async function expectOut(visitor: Visitor): Promise<void> {
    expectProblem(await visitor.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await visitor.refresh(), 401, 'REFRESH_REJECTED');
  }

  it.each<[string, (phone: Visitor) => Promise<unknown>]>([
    ['signing out', (phone) => phone.clone().logout()],
    ['signing out everywhere', () => person.clone().send('POST', LOGOUT_ALL)],
    ['signing out everywhere else', () => person.send('DELETE', SESSIONS)],
    [
      'revoking the session',
      (phone) => person.send('DELETE', `${SESSIONS}/${sessionIdOf(phone.refreshToken)}`),
    ],
    ['signing in again in the same browser', (phone) => phone.clone().login()],
    ['changing the password', () => changePassword(person)],
    ['deleting the account', () => deleteAccount(person.clone())],
    ['disabling the account', () => sql('UPDATE users SET disabled_at = now() WHERE id = $1', person.userId)],
  ])('by %s counts at the very next request to the other', async (_name, revoke) => {
    const phone = await otherDevice(pair, person);
    const there = pair.via(1, phone);
    expect((await there.send('GET', ME)).status).toBe(200);
    await revoke(phone);
    expectProblem(await there.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await there.send('POST', TASKS, { body: { title: 'Too late' } }), 401, 'SESSION_ENDED');
    expectProblem(await reauthenticate(there), 401, 'SESSION_ENDED');
    await expectOut(there);
    await expectOut(phone);
  });

  it('by changing the password ends ten sessions that are in use on both', async () => {
    const devices: Visitor[] = [];
    for (let index = 0; index < 10; index += 1) {
      const device = pair.via(index % 2 ? 1 : 0, await otherDevice(pair, person));
      await ageRotation(pair.database.owner, device.refreshToken);
      devices.push(device);
    }
    const [change] = await Promise.all([
      changePassword(person),
      ...devices.flatMap((device) => [device.clone().send('GET', ME), device.refresh()]),
    ]);
    expect(change?.status).toBe(200);
    for (const device of devices) {
      await expectOut(device);
    }
    expect(await liveSessions()).toEqual([sessionIdOf(person.refreshToken)]);
    expect((await pair.via(1, person).send('GET', ME)).status).toBe(200);
  });

  it('by deleting the account leaves nothing of it, however many refresh on the other meanwhile', async () => {
    await ageRotation(pair.database.owner, person.refreshToken);
    const tabs = pair.split(10, person);
    const [deletion] = await Promise.all([
      deleteAccount(person.clone()),
      ...tabs.map((tab) => tab.refresh()),
    ]);
    expect(deletion?.status).toBe(204);
    for (const tab of tabs) {
      await expectOut(tab);
    }
    expect(await sessionsOfUser(pair.database.owner, person.userId)).toEqual([]);
  });

  it('by disabling the account refuses the token that the other gave a moment ago, and keeps the session', async () => {
    const there = pair.via(1, person);
    await ageRotation(pair.database.owner, person.refreshToken);
    expect((await there.refresh()).status).toBe(200);
    await sql('UPDATE users SET disabled_at = now() WHERE id = $1', person.userId);
    await expectOut(there);
    expectProblem(await there.login(), 401, 'INVALID_CREDENTIALS');
    expect(await sessionOf(pair.database.owner, there.refreshToken)).toMatchObject({
      generation: 2,
      revoked_at: null,
    });
  });

  it('by signing out leaves no live session while the other refreshes, in a hundred rounds', async () => {
    for (let round = 0; round < 100; round += 1) {
      await sql(
        `UPDATE sessions SET revoked_at = NULL, revoked_reason = NULL, generation = 1, previous_generation = NULL,
           acknowledged = true, rotated_at = now() - interval '1 h' WHERE user_id = $1`,
        person.userId,
      );
      const tabs = [pair.via(1, person), pair.via(1, person), pair.via(0, person)];
      // In turn the sign-out is sent first, in between and last.
      const place = round % (tabs.length + 1);
      const answers = await Promise.all([
        ...tabs.slice(0, place).map((tab) => tab.refresh()),
        person.clone().logout(),
        ...tabs.slice(place).map((tab) => tab.refresh()),
      ]);
      expect(answers[place]?.status).toBe(204);
      expect(await liveSessions()).toEqual([]);
      for (const tab of tabs) {
        await expectOut(tab);
      }
    }
  });
});
