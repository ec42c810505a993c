import { ageRotation, sessionIdOf } from '../support/database/session-rows';
import {
  ageAuthentication,
  CHANGE_PASSWORD,
  EXPORT,
  LOGOUT_ALL,
  ME,
  NEW_PASSWORD,
  otherDevice,
  reauthenticate,
  SECURITY_EVENTS,
  SESSIONS,
} from '../support/people/account';
import { PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const CHALLENGE = 'Bearer realm="taskward", error="insufficient_user_authentication", max_age=600';

const SENSITIVE: [string, string, object?][] = [
  ['POST', CHANGE_PASSWORD, { currentPassword: PASSWORD, newPassword: NEW_PASSWORD }],
  ['DELETE', ME, { password: PASSWORD }],
  ['GET', EXPORT],
  ['DELETE', SESSIONS],
  ['DELETE', `${SESSIONS}/{other}`],
];

const INSENSITIVE: [string, string, object?][] = [
  ['GET', ME],
  ['PATCH', ME, { displayName: 'Ada' }],
  ['GET', SESSIONS],
  ['GET', SECURITY_EVENTS],
  ['DELETE', `${SESSIONS}/{own}`],
  ['POST', LOGOUT_ALL],
];

describe('A sensitive action', () => {
  let app: TestServer;
  let person: Visitor;
  let other: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
    other = await otherDevice(app, person);
  });

  const send = (method: string, path: string, body?: object) =>
    person.send(method, path.replace('{own}', idOf(person)).replace('{other}', idOf(other)), { body });

  it.each(SENSITIVE)('%s %s asks for the password when it was given too long ago', async (...action) => {
    await ageAuthentication(app.database.owner, person);
    const answer = await send(...action);
    expectProblem(answer, 401, 'REAUTHENTICATION_REQUIRED');
    expect(answer.headers.get('www-authenticate')).toBe(CHALLENGE);
    expect(answer.headers.getSetCookie()).toEqual([]);
    for (const visitor of [person, other]) {
      expect((await visitor.send('GET', ME)).status).toBe(200);
    }
    const device = app.visitor();
    expect((await device.login({ email: person.email })).status).toBe(200);
  });

  it.each(SENSITIVE)('%s %s is possible within ten minutes of it', async (...action) => {
    await ageAuthentication(app.database.owner, person, '9 min 50 s');
    expect((await send(...action)).status).toBeLessThan(300);
  });

  it.each(SENSITIVE)('%s %s is possible after giving it again', async (...action) => {
    await ageAuthentication(app.database.owner, person, '20 d');
    await reauthenticate(person);
    expect((await send(...action)).status).toBeLessThan(300);
  });

  it.each(SENSITIVE)('%s %s is not made possible by refreshing', async (...action) => {
    await ageAuthentication(app.database.owner, person);
    await ageRotation(app.database.owner, person.refreshToken);
    expect((await person.refresh()).status).toBe(200);
    expectProblem(await send(...action), 401, 'REAUTHENTICATION_REQUIRED');
  });

  it.each(INSENSITIVE)('is not %s %s', async (...action) => {
    await ageAuthentication(app.database.owner, person, '20 d');
    expect((await send(...action)).status).toBeLessThan(300);
  });

  it('is refused by the session’s own time, whatever an older token claims', async () => {
    await reauthenticate(person);
    await ageAuthentication(app.database.owner, person);
    expectProblem(await send('GET', EXPORT), 401, 'REAUTHENTICATION_REQUIRED');
  });
});

function idOf({ refreshToken }: Visitor): string {
  return sessionIdOf(refreshToken);
}
