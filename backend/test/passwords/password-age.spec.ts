import { ME } from '../support/people/account';
import { sharedServer, type TestServer } from '../support/servers/test-server';

/** Every point in time of a row, moved by ten years. */
const AGED = `
  UPDATE users SET created_at = created_at - interval '10 years', updated_at = updated_at - interval '10 years'
  WHERE id = $1 RETURNING created_at`;

describe('A password set ten years ago', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  it('is as good as on its first day, and nobody is asked for another one', async () => {
    const person = app.visitor();
    await person.register();
    const atFirst = await person.login();
    await app.database.owner.query('DELETE FROM sessions');
    await app.database.owner.query(AGED, [person.userId]);

    const answer = await app.visitor().login({ email: person.email });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body).sort()).toEqual(Object.keys(atFirst.body).sort());
    const visitor = app.visitor();
    await visitor.login({ email: person.email });
    const me = await visitor.send('GET', ME);
    expect(me.status).toBe(200);
    expect(new Date(String(me.body.createdAt)).getFullYear()).toBe(new Date().getFullYear() - 10);
  });

  it('stands in no table with an end of its own', async () => {
    const columns = await app.database.owner.query<{ name: string }[]>(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_name = 'users' AND data_type LIKE 'timestamp%' ORDER BY name`,
    );
    expect(columns.map(({ name }) => name)).toEqual([
      'created_at',
      'disabled_at',
      'password_expires_at',
      'updated_at',
    ]);
    // Of those that an administrator has set, and of no others.
    const person = app.visitor();
    await person.register();
    const ends = await app.database.owner.query('SELECT password_expires_at FROM users WHERE id = $1', [
      person.userId,
    ]);
    expect(ends).toEqual([{ password_expires_at: null }]);
  });
});
