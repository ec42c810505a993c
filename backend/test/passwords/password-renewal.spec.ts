import { randomBytes } from 'node:crypto';
import { UsersService } from '../../src/identity/users/users.service';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';

type Server = Awaited<ReturnType<typeof startServerOn>>;

describe('A hash of another cost or of a former pepper', () => {
  let app: TestApp;
  let dearer: Server;
  let rotated: Server;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ BCRYPT_COST: '10' });
    const { environment } = app.database;
    const serverWith = (settings: NodeJS.ProcessEnv) =>
      startServerOn({ ...app.database, environment: { ...environment, ...settings } });
    dearer = await serverWith({ BCRYPT_COST: '11' });
    const newPepper = randomBytes(32).toString('base64url');
    rotated = await serverWith({ PASSWORD_PEPPER: `${newPepper},${environment.PASSWORD_PEPPER}` });
  });

  afterAll(async () => {
    await Promise.all([dearer.app.close(), rotated.app.close()]);
    await app.stop();
  });

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const hash = async () => {
    const [user] = await app.database.owner.query<{ password_hash: string }[]>(
      'SELECT password_hash FROM users WHERE id = $1',
      [person.userId],
    );
    return user?.password_hash ?? '';
  };
  const loginOn = ({ url }: { url: string }, overrides = {}) =>
    new Visitor(url).login({ email: person.email, ...overrides });

  it('is renewed by signing in, up and down again', async () => {
    expect((await loginOn(dearer)).status).toBe(200);
    expect(await hash()).toContain('$2b$11$');
    expect((await loginOn(app)).status).toBe(200);
    expect(await hash()).toContain('$2b$10$');
  });

  it('is renewed with the pepper that signs now', async () => {
    const before = await hash();
    expect((await loginOn(rotated)).status).toBe(200);
    expect((await hash()).slice(0, 8)).not.toBe(before.slice(0, 8));
    expect((await loginOn(rotated)).status).toBe(200);
  });

  it('stays when nothing about it is outdated', async () => {
    const before = await hash();
    expect((await loginOn(app)).status).toBe(200);
    expect(await hash()).toBe(before);
  });

  it('stays when the password is wrong', async () => {
    const before = await hash();
    expectProblem(await loginOn(dearer, { password: 'not the right one' }), 401, 'INVALID_CREDENTIALS');
    expect(await hash()).toBe(before);
  });

  it('lets everybody in who signs in while it is renewed, and ends no session', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => loginOn(dearer)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await hash()).toContain('$2b$11$');
    expect((await person.send('GET', '/api/v1/users/me')).status).toBe(200);
  });

  it('gives way to a password that was changed meanwhile', async () => {
    const other = app.visitor();
    await other.register({ password: 'quite another long passphrase' });
    const change = await openTransaction(app.database);
    await change.query(
      'UPDATE users SET password_hash = (SELECT password_hash FROM users WHERE id = $2) WHERE id = $1',
      [person.userId, other.userId],
    );
    const late = loginOn(dearer);
    await untilBlocked(app.database.owner);
    await change.commit();
    expectProblem(await late, 401, 'INVALID_CREDENTIALS');
    expect((await loginOn(app, { password: 'quite another long passphrase' })).status).toBe(200);
  });

  it('is not put in place of one that is newer', async () => {
    const before = await hash();
    const stale = { id: person.userId, passwordHash: 'the hash that was verified' };
    await app.app.get(UsersService).renewHash(stale, 'its renewal');
    expect(await hash()).toBe(before);
  });
});
