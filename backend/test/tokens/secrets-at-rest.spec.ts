import { createPersonalToken } from '../support/people/personal-tokens';
import { changePassword } from '../support/people/account';
import { ownServer, type TestServer } from '../support/servers/test-server';

const CANARY = 'canary passphrase 7d1f';

describe('What the database keeps', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await ownServer({ AUTH_THROTTLE: 'on' });
  });

  afterAll(() => app.stop());

  /** Every row of every table, as text. */
  const everything = async (): Promise<string> => {
    const { owner } = app.database;
    const tables = await owner.query<{ name: string }[]>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const contents: string[] = [];
    for (const { name } of tables) {
      const rows = await owner.query<{ row: string }[]>(`SELECT to_jsonb(t)::text AS row FROM ${name} t`);
      contents.push(...rows.map(({ row }) => row));
    }
    return contents.join('\n');
  };

  it('holds no password and no token, wherever they were sent', async () => {
    const person = app.visitor();
    const userAgent = { 'user-agent': 'the very browser' };
    await person.register({ password: CANARY });
    const { token } = await createPersonalToken(person);
    const tokens = [person.accessToken, person.refreshToken, token];
    await changePassword(person, { currentPassword: CANARY, newPassword: `${CANARY} again` });
    await person.send('POST', '/api/v1/auth/login', { body: { email: CANARY, password: CANARY } });
    await person.send('POST', '/api/v1/auth/login', {
      headers: userAgent,
      body: { email: person.email, password: `${CANARY} again` },
    });

    const kept = await everything();
    expect(kept).toContain(person.userId);
    expect(kept).toContain('the very browser');
    for (const secret of [CANARY, ...tokens]) {
      expect(secret).toEqual(expect.stringMatching(/.{20}/));
      expect(kept).not.toContain(secret);
    }
  });
});
