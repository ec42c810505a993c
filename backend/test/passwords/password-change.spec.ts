import { sessionIdOf, sessionOf, sessionsOfUser } from '../support/database/session-rows';
import {
  CHANGE_PASSWORD,
  changePassword,
  eventsOf,
  ME,
  NEW_PASSWORD,
  otherDevice,
} from '../support/people/account';
import { readToken } from '../support/people/forged-token';
import { PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

describe('Changing the password', () => {
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
  const hash = async () => {
    const rows = await owner().query<{ password_hash: string }[]>(
      'SELECT password_hash FROM users WHERE id = $1',
      [person.userId],
    );
    return rows[0]?.password_hash;
  };

  it('lets the new one in and the old one no more', async () => {
    expect((await changePassword(person)).status).toBe(200);
    expectProblem(await app.visitor().login({ email: person.email }), 401, 'INVALID_CREDENTIALS');
    expect((await app.visitor().login({ email: person.email, password: NEW_PASSWORD })).status).toBe(200);
  });

  it('answers with an access token of now, and leaves this session as it is', async () => {
    const before = await sessionOf(owner(), person.refreshToken);
    const answer = await changePassword(person);
    const after = await sessionOf(owner(), person.refreshToken);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.body).toMatchObject({ tokenType: 'Bearer', expiresIn: 900, user: { id: person.userId } });
    expect(after).toMatchObject({ generation: before.generation, rotated_at: before.rotated_at });
    expect(readToken(String(answer.body.accessToken)).claims).toMatchObject({
      sid: before.id,
      gen: before.generation,
      auth_time: Math.floor(after.authenticated_at.getTime() / 1_000),
    });
    for (const accessToken of [person.accessToken, String(answer.body.accessToken)]) {
      expect((await Object.assign(person.clone(), { accessToken }).send('GET', ME)).status).toBe(200);
    }
    expect((await person.refresh()).status).toBe(200);
  });

  it('ends ten other sessions with their next request', async () => {
    const others = await Promise.all(Array.from({ length: 10 }, () => otherDevice(app, person)));
    const stranger = app.visitor();
    await stranger.register();
    expect((await changePassword(person)).status).toBe(200);
    for (const other of others) {
      expectProblem(await other.send('GET', ME), 401, 'SESSION_ENDED');
      expectProblem(await other.refresh(), 401, 'REFRESH_REJECTED');
    }
    const reasons = (await sessionsOfUser(owner(), person.userId)).map((row) => row.revoked_reason);
    expect(reasons).toEqual([null, ...Array<string>(10).fill('password-changed')]);
    expect((await stranger.send('GET', ME)).status).toBe(200);
  });

  it('needs the current password, and changes nothing without it', async () => {
    const other = await otherDevice(app, person);
    const before = await hash();
    const answer = await changePassword(person, { currentPassword: 'not the right one' });
    expectProblem(answer, 401, 'INVALID_CREDENTIALS');
    expect(await hash()).toBe(before);
    expect((await other.send('GET', ME)).status).toBe(200);
  });

  it('is recorded either way', async () => {
    await changePassword(person, { currentPassword: 'not the right one' });
    await changePassword(person);
    const session_id = sessionIdOf(person.refreshToken);
    expect((await eventsOf(owner(), person.userId)).slice(1)).toMatchObject([
      { event: 'password-change-failed', session_id },
      { event: 'password-changed', session_id },
    ]);
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['/currentPassword', '/newPassword']],
    ['a short one', { currentPassword: PASSWORD, newPassword: '7 chars' }, ['/newPassword']],
    ['a long one', { currentPassword: PASSWORD, newPassword: 'é1'.repeat(129) }, ['/newPassword']],
    ['NUL', { currentPassword: PASSWORD, newPassword: 'long enough\0' }, ['/newPassword']],
    ['half a pair', { currentPassword: PASSWORD, newPassword: 'long enough\ud800' }, ['/newPassword']],
    ['an array', { currentPassword: PASSWORD, newPassword: [NEW_PASSWORD] }, ['/newPassword']],
    ['the current one', { currentPassword: PASSWORD, newPassword: PASSWORD }, ['/newPassword']],
    ['another person', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, id: 'x' }, ['/id']],
  ])('refuses %s', async (_name, body, pointers) => {
    const before = await hash();
    const answer = await person.send('POST', CHANGE_PASSWORD, { body });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(pointers);
    expect(await hash()).toBe(before);
  });

  it('refuses the current one in another spelling', async () => {
    await person.register({ password: 'une clé très secrète' });
    const answer = await changePassword(person, {
      currentPassword: 'une clé très secrète',
      newPassword: 'une clé très secrète'.normalize('NFD'),
    });
    expect(refusedFields(answer)).toEqual(['/newPassword']);
  });

  it('needs a token', async () => {
    expectProblem(await changePassword(app.visitor()), 401, 'TOKEN_MISSING');
  });
});
