import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { Visitor } from '../support/people/visitor';
import { startReady } from '../support/servers/server-pair';
import { killAll, type ServerProcess } from '../support/servers/server-process';

const USER_DATA = 'canary of a person';
/** No server outlives a mistake. */
const TESTS = 5;

describe('A mistake that nobody caught', () => {
  let database: TestDatabase;
  let servers: ServerProcess[];
  let server: ServerProcess;
  let test = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    servers = await Promise.all(Array.from({ length: TESTS }, () => startReady(database.environment)));
  });

  beforeEach(() => {
    server = servers[test++]!;
  });

  afterAll(async () => {
    await killAll(servers);
    await database.drop();
  });

  const fatalLines = () => server.log.filter(({ level }) => level === 'fatal');

  it.each([
    ['throw', { type: 'Mistake', cause: { type: 'Mistake', message: 'the reason of it' } }],
    ['throw twice', { type: 'Mistake' }],
    ['reject', { type: 'Mistake' }],
  ])('(%s) is one line of the log, and ends the process with code 1', async (mistake, err) => {
    server.fail(mistake);
    expect(await server.ending).toEqual({ code: 1, stderr: '' });
    expect(fatalLines()).toEqual([
      {
        level: 'fatal',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        context: 'LastResort',
        msg: 'Nobody caught this error; the process ends',
        err: expect.objectContaining({ message: 'a mistake', stack: expect.stringContaining('    at ') }),
      },
    ]);
    expect(fatalLines()[0]?.err).toMatchObject(err);
    expect(JSON.stringify(server.log)).not.toContain(USER_DATA);
  });

  it('that is no error says no more than its kind', async () => {
    server.fail('reject with no error');
    expect(await server.ending).toEqual({ code: 1, stderr: '' });
    expect(fatalLines()).toMatchObject([{ err: { type: 'string' } }]);
    expect(JSON.stringify(server.log)).not.toContain(USER_DATA);
  });

  it('lets requests end before the process does, and takes no more', async () => {
    const visitor = new Visitor(server.url);
    await visitor.register();
    const slow = await openTransaction(database);
    await slow.query('SELECT id FROM users WHERE id = $1 FOR UPDATE', [visitor.userId]);
    const answer = visitor.send('PATCH', '/api/v1/users/me', { body: { displayName: 'Ada' } });
    await untilBlocked(database.owner);

    server.fail('throw');
    await server.untilLogged(({ level }) => level === 'fatal').finally(() => slow.commit());
    expect((await answer).status).toBe(200);
    expect(await server.ending).toEqual({ code: 1, stderr: '' });
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });
});
