import { seed } from '../../src/seed';
import { expectProblem } from '../support/requests/expect-problem';
import { ownServer, type TestServer } from '../support/servers/test-server';

const NAMES = ['admin', 'administrator', 'root', 'user', 'test', 'guest', 'demo', 'postgres', 'taskward'];
const HOSTS = ['', '@localhost', '@example.org'];
const PASSWORDS = ['password', 'a demo for everybody'];

/** The tables in which somebody who can sign in would leave a row. */
const TABLES = ['users', 'sessions', 'access_tokens', 'audit_events'];

/** What production insists on. */
const PRODUCTION = { NODE_ENV: 'production', BCRYPT_COST: '12', AUTH_THROTTLE: 'on' };

describe('A fresh installation', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await ownServer();
  });

  afterAll(() => app.stop());

  it('has no account', async () => {
    for (const table of TABLES) {
      expect(await app.database.owner.query(`SELECT * FROM ${table}`)).toEqual([]);
    }
  });

  it('gets no demo account in production, whose password everybody knows', async () => {
    await expect(seed({ ...app.database.environment, ...PRODUCTION })).rejects.toThrow('not for production');
    expect(await app.database.owner.query('SELECT * FROM users')).toEqual([]);
  });

  it.each(NAMES)('lets nobody in as %s', async (name) => {
    const attempts = HOSTS.flatMap((host) =>
      [name, ...PASSWORDS].map((password) => ({ email: name + host, password })),
    );
    for (const attempt of attempts) {
      const visitor = app.visitor();
      expectProblem(await visitor.login(attempt), 401, 'INVALID_CREDENTIALS');
      expect(visitor.cookies.size).toBe(0);
    }
    expect(await app.database.owner.query('SELECT * FROM sessions')).toEqual([]);
  });
});
