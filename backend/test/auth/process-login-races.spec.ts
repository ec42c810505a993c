import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { sessionIdOf, sessionsOfUser } from '../support/database/session-rows';
import { changePassword, ME, NEW_PASSWORD } from '../support/people/account';
import { PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ServerPair } from '../support/servers/server-pair';

describe('A login on one server process that races a password change on the other', () => {
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

  const owner = () => pair.database.owner;
  const elsewhere = (): Visitor => pair.via(1, pair.visitor());
  const liveSessions = async (): Promise<string[]> => {
    const sessions = await sessionsOfUser(owner(), person.userId);
    return sessions.filter(({ revoked_at }) => revoked_at === null).map(({ id }) => id);
  };
  /** Keeps both from the account's row, so that they come to it in the order in which they asked. */
  const holdAccount = async () => {
    const hold = await openTransaction(pair.database);
    await hold.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [person.userId]);
    return hold;
  };

  it('is refused when the change comes first, though the old password was verified', async () => {
    const hold = await holdAccount();
    const change = changePassword(person);
    await untilBlocked(owner());
    const device = elsewhere();
    const login = device.login({ email: person.email });
    await untilBlocked(owner(), 2);
    await hold.commit();
    expect((await change).status).toBe(200);
    expectProblem(await login, 401, 'INVALID_CREDENTIALS');
    expect(device.refreshToken).toBe('');
    expect(await liveSessions()).toEqual([sessionIdOf(person.refreshToken)]);
  });

  it('is ended when the change comes second', async () => {
    const hold = await holdAccount();
    const device = elsewhere();
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

  it('leaves only sessions of the new password, however many sign in on both', async () => {
    const devices = pair.split(12, pair.visitor());
    const passwordOf = (index: number) => (index % 3 ? PASSWORD : NEW_PASSWORD);
    const [change] = await Promise.all([
      changePassword(person),
      ...devices.map((device, index) => device.login({ email: person.email, password: passwordOf(index) })),
    ]);
    expect(change?.status).toBe(200);
    const alive = await Promise.all(devices.map((device) => device.send('GET', ME)));
    const passwords = alive.flatMap(({ status }, index) => (status === 200 ? [passwordOf(index)] : []));
    expect(passwords.filter((password) => password !== NEW_PASSWORD)).toEqual([]);
    expect(await liveSessions()).toHaveLength(1 + passwords.length);
    expect((await elsewhere().login({ email: person.email, password: NEW_PASSWORD })).status).toBe(200);
    expectProblem(await elsewhere().login({ email: person.email }), 401, 'INVALID_CREDENTIALS');
  });
});
