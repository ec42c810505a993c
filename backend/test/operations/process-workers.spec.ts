import { LIMITS } from '../../src/identity/throttling/limits';
import { OneConnection } from '../support/database/one-connection';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { ME } from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { sendRaw } from '../support/requests/raw-request';
import { WorkersProcess } from '../support/servers/workers-process';
import { until } from '../support/time/until';

const AHEAD = `The database is ahead of this version of Taskward`;

describe('A server with WEB_CONCURRENCY', () => {
  let database: TestDatabase;
  let server: WorkersProcess;

  beforeEach(async () => {
    database = await createTestDatabase({ WEB_CONCURRENCY: '2' });
  });

  afterEach(async () => {
    server.kill('SIGKILL');
    await server.ending;
    await until(() => server.livingPids.length === 0);
    await database.drop();
  });

  const start = async (settings: NodeJS.ProcessEnv = {}): Promise<void> => {
    server = await WorkersProcess.start({ ...database.environment, ...settings });
    await server.untilWorkersStarted(2);
  };
  const register = async (): Promise<Visitor> => {
    const person = new Visitor(server.url);
    expect((await person.register()).status).toBe(201);
    return person;
  };
  /** Over a connection of its own: one that is left from before may have ended with a worker. */
  const readAnew = ({ url, accessToken }: Visitor) =>
    sendRaw(url, { path: ME, fields: ['Authorization', `Bearer ${accessToken}`] });
  /** As if a newer version had migrated it: no worker starts on it any more. */
  const migrateAhead = () =>
    database.owner.query(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Newer')`);
  const migrateBack = () => database.owner.query(`DELETE FROM migrations WHERE name = 'Newer'`);

  it('answers by so many processes, and puts another one in the place of each that dies', async () => {
    await start();
    const person = await register();
    const [first = 0, second = 0] = server.workerPids;
    for (const [count, pid] of [
      [3, first],
      [4, second],
    ] as const) {
      process.kill(pid, 'SIGKILL');
      expect(await server.untilLost(pid)).toMatchObject({ level: 'warn', ending: 'SIGKILL' });
      expect((await readAnew(person)).status).toBe(200);
      await server.untilWorkersStarted(count);
    }
    expect((await readAnew(person)).status).toBe(200);
    expect(server.livingPids).toHaveLength(2);
    expect(server.events.filter((event) => event === 'server-started')).toHaveLength(1);
  });

  it('counts the requests of a person in each worker: a connection, which has one worker, has the whole quota', async () => {
    await start({ AUTH_THROTTLE: 'on' });
    const { quota } = LIMITS.user;
    await until(async () => {
      const person = await register();
      const [one, other] = [new OneConnection(person), new OneConnection(person)];
      const here = [await one.readLimit(ME), await one.readLimit(ME), await one.readLimit(ME)];
      const there = await other.readLimit(ME);
      [one, other].forEach((connection) => connection.end());
      expect(there.rest).toBe(quota - 1);
      const isOneMinute = here.every(({ seconds }) => seconds <= (here[0]?.seconds ?? 0));
      // Else it has begun anew in between, and nothing can be told.
      if (isOneMinute) {
        expect(here.map(({ rest }) => rest)).toEqual([quota - 1, quota - 2, quota - 3]);
      }
      return isOneMinute;
    });
  });

  it('ends at SIGTERM when all its workers have answered what is in hand', async () => {
    await start({ SHUTDOWN_DELAY: '1s' });
    const person = await register();
    const other = await openTransaction(database);
    await other.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [person.userId]);
    const answer = person.send('PATCH', ME, { body: { displayName: 'In hand' } });
    await untilBlocked(database.owner);
    server.kill('SIGTERM');
    server.workerPids.forEach((pid) => process.kill(pid, 'SIGTERM'));
    await until(async () => !(await server.accepts()));
    await other.commit();
    expect((await answer).status).toBe(200);
    expect(await server.ending).toEqual({ code: 0, stderr: '' });
    expect(server.livingPids).toEqual([]);
  });

  // How long that is in sum is a matter of settings: less than ten seconds, see config.spec.ts.
  it('is gone a while after SIGTERM, even if a worker hangs', async () => {
    await start({ SHUTDOWN_TIMEOUT: '1s', STATEMENT_TIMEOUT: '1s' });
    const [pid = 0] = server.workerPids;
    process.kill(pid, 'SIGSTOP');
    server.kill('SIGTERM');
    expect(await server.ending).toEqual({ code: 0, stderr: '' });
    expect(server.events).toContain('workers-killed');
    expect(server.livingPids).toEqual([]);
  });

  it('leaves no worker behind when it is killed itself', async () => {
    await start();
    expect(server.livingPids).toHaveLength(2);
    server.kill('SIGKILL');
    await until(() => server.livingPids.length === 0);
  });

  it('ends with the line of one worker when none can start', async () => {
    await migrateAhead();
    server = await WorkersProcess.start(database.environment);
    const { code, stderr } = await server.ending;
    expect({ code, lines: stderr.trim().split('\n') }).toEqual({
      code: 1,
      lines: [expect.stringContaining(AHEAD)],
    });
  });

  it('tries again after longer and longer pauses while another worker serves', async () => {
    await start();
    await migrateAhead();
    const [pid = 0] = server.workerPids;
    process.kill(pid, 'SIGKILL');
    await server.untilLosses(3);
    expect(server.losses).toEqual([
      expect.objectContaining({ pid, pause: 250 }),
      expect.objectContaining({ reason: expect.stringContaining(AHEAD), pause: 500 }),
      expect.objectContaining({ reason: expect.stringContaining(AHEAD), pause: 1_000 }),
    ]);
    await migrateBack();
    await server.untilWorkersStarted(3);
  });

  it('ends with the line of a worker when the last one is lost and the next one cannot start', async () => {
    await start();
    await migrateAhead();
    server.workerPids.forEach((pid) => process.kill(pid, 'SIGKILL'));
    expect(await server.ending).toEqual({ code: 1, stderr: expect.stringContaining(AHEAD) });
  });
});
