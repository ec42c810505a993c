import { changePassword, ME, NEW_PASSWORD } from '../support/people/account';
import { createPersonalToken, PERSONAL_TOKENS } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { admin } from '../support/servers/admin';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const OTHER_PASSWORD = 'a password of my own making';

describe('A password that the administrator has set', () => {
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

  const reset = () =>
    admin(
      app.database.environment,
      ['users', 'reset-password', person.email, '--password-stdin'],
      `${NEW_PASSWORD}\n`,
    );

  it('opens no session after a day, unless it was changed', async () => {
    const expiry = async () => {
      const [row] = await app.database.owner.query<{ left: number | null }[]>(
        `SELECT extract(epoch FROM password_expires_at - now())::float AS left FROM users WHERE id = $1`,
        [person.userId],
      );
      return row?.left;
    };
    const passDay = () =>
      app.database.owner.query(
        `UPDATE users SET password_expires_at = password_expires_at - interval '24 hours' WHERE id = $1`,
        [person.userId],
      );
    await reset();
    expect(await expiry()).toBeLessThanOrEqual(86_400);
    expect(await expiry()).toBeGreaterThan(80_000);
    expect((await person.login({ password: NEW_PASSWORD })).status).toBe(200);
    await passDay();
    expectProblem(
      await app.visitor().login({ email: person.email, password: NEW_PASSWORD }),
      401,
      'INVALID_CREDENTIALS',
    );
    // Who is signed in meanwhile can still change it.
    const changed = await changePassword(person, {
      currentPassword: NEW_PASSWORD,
      newPassword: OTHER_PASSWORD,
    });
    expect(changed.status).toBeLessThan(300);
    expect(await expiry()).toBeNull();
    expect((await person.login({ password: OTHER_PASSWORD })).status).toBe(200);
  });

  it('ends with the sessions that it opened, and the account says when', async () => {
    await reset();
    const signedIn = await person.login({ password: NEW_PASSWORD, rememberMe: true });
    expect(signedIn.status).toBe(200);
    const find = async () => {
      const [row] = await app.database.owner.query<{ password: Date | null; session: Date }[]>(
        `SELECT password_expires_at AS password, absolute_expires_at AS session
         FROM users u JOIN sessions s ON s.user_id = u.id WHERE u.id = $1 AND revoked_at IS NULL`,
        [person.userId],
      );
      return row;
    };
    const before = await find();
    expect(before?.session).toEqual(before?.password);
    const passwordExpiresAt = before?.password?.toISOString();
    expect(passwordExpiresAt).toEqual(expect.any(String));
    expect(signedIn.body.user).toMatchObject({ passwordExpiresAt });
    expect((await person.refresh()).body.user).toMatchObject({ passwordExpiresAt });
    expect((await person.send('GET', ME)).body).toMatchObject({ passwordExpiresAt });

    const changed = await changePassword(person, {
      currentPassword: NEW_PASSWORD,
      newPassword: OTHER_PASSWORD,
    });
    expect(changed.body).toMatchObject({ user: { passwordExpiresAt: null } });
    const after = await find();
    expect(after?.password).toBeNull();
    expect(Number(after?.session)).toBeGreaterThan(Number(before?.session));
    expect((await person.send('GET', ME)).body).toMatchObject({ passwordExpiresAt: null });
  });

  it('makes no access token, which would outlive it', async () => {
    await reset();
    expect((await person.login({ password: NEW_PASSWORD })).status).toBe(200);
    const body = { name: 'Nightly build', scopes: ['tasks:write'] };
    expectProblem(await person.send('POST', PERSONAL_TOKENS, { body }), 403, 'PASSWORD_CHANGE_REQUIRED');
    await changePassword(person, { currentPassword: NEW_PASSWORD, newPassword: OTHER_PASSWORD });
    await createPersonalToken(person, body);
  });

  it('has an expiry that ends with it, also where a server of the version before changes it', async () => {
    const update = (fields: string) =>
      app.database.owner.query(`UPDATE users SET ${fields} WHERE id = $1`, [person.userId]);
    const expires = async () => {
      const [row] = await app.database.owner.query<{ expires: boolean }[]>(
        'SELECT password_expires_at IS NOT NULL AS expires FROM users WHERE id = $1',
        [person.userId],
      );
      return row?.expires;
    };
    await reset();
    await update(`password_hash = password_hash || ' renewed'`);
    await update('security_version = security_version + 1');
    await reset();
    expect(await expires()).toBe(true);
    await update(`password_hash = 'changed', security_version = security_version + 1`);
    expect(await expires()).toBe(false);
  });
});
