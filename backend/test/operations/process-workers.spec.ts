import { LIMITS } from '../../src/identity/throttling/limits';
import { OneConnection } from '../support/database/one-connection';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { ME } from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { sendRaw } from '../support/requests/raw-request';
import { killAll } from '../support/servers/server-process';
import { WorkersProcess } from '../support/servers/workers-process';
import { until } from '../support/time/until';

const AHEAD = `The database is ahead of this version of Taskward`;

describe('A server with WEB_CONCURRENCY', () => {
  let database: TestDatabase;
  const servers: WorkersProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ WEB_CONCURRENCY: '2' });
  });

  afterAll(async () => {
    await killAll(servers);
    await until(() => servers.every(({ livingPids }) => livingPids.length === 0));
    await database.drop();
  });

  const start = async (settings: NodeJS.ProcessEnv = {}): Promise<WorkersProcess> => {
    const server = await WorkersProcess.start({ ...database.environment, ...settings });
    servers.push(server);
    return server;
  };
  const startComplete = async (settings: NodeJS.ProcessEnv = {}): Promise<WorkersProcess> => {
    const server = await start(settings);
    await server.untilWorkersStarted(2);
    return server;
  };
  const register = async (server: WorkersProcess): Promise<Visitor> => {
    const person = new Visitor(server.url);
    expect((await person.register()).status).toBe(201);
    return person;
  };

  describe('that is to end', () => {
    let answering: WorkersProcess;
    let hanging: WorkersProcess;
    let killed: WorkersProcess;

    beforeAll(async () => {
      [answering, hanging, killed] = await Promise.all([
        startComplete({ SHUTDOWN_DELAY: '1s' }),
        startComplete({ SHUTDOWN_TIMEOUT: '100ms', STATEMENT_TIMEOUT: '1s' }),
        startComplete(),
      ]);
    });

    it('does so at SIGTERM when all its workers have answered what is in hand', async () => {
      const person = await register(answering);
      const other = await openTransaction(database);
      await other.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [person.userId]);
      const answer = person.send('PATCH', ME, { body: { displayName: 'In hand' } });
      await untilBlocked(database.owner);
      answering.kill('SIGTERM');
      answering.workerPids.forEach((pid) => process.kill(pid, 'SIGTERM'));
      await until(async () => !(await answering.listens()));
      await other.commit();
      expect((await answer).status).toBe(200);
      expect(await answering.ending).toEqual({ code: 0, stderr: '' });
      expect(answering.livingPids).toEqual([]);
    });

    // How long that is in sum is a matter of settings: less than ten seconds, see config.spec.ts.
    it('is gone a while after SIGTERM, even if a worker hangs', async () => {
      const [pid = 0] = hanging.workerPids;
      process.kill(pid, 'SIGSTOP');
      hanging.kill('SIGTERM');
      expect(await hanging.ending).toEqual({ code: 0, stderr: '' });
      expect(hanging.events).toContain('workers-killed');
      expect(hanging.livingPids).toEqual([]);
    });

    it('leaves no worker behind when it is killed itself', async () => {
      expect(killed.livingPids).toHaveLength(2);
      killed.kill('SIGKILL');
      await until(() => killed.livingPids.length === 0);
    });
  });

  describe('whose workers die', () => {
    let server: WorkersProcess;
    let person: Visitor;
    let first: number;
    let second: number;

    beforeAll(async () => {
      server = await startComplete({ AUTH_THROTTLE: 'on' });
      person = await register(server);
      [first = 0, second = 0] = server.workerPids;
    });

    /** As if a newer version had migrated it: no worker starts on it any more. */
    const migrateAhead = () =>
      database.owner.query(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Newer')`);
    const migrateBack = () => database.owner.query(`DELETE FROM migrations WHERE name = 'Newer'`);
    /** Over a connection of its own: one that is left from before may have ended with a worker. */
    const readAnew = async () => {
      const fields = ['Authorization', `Bearer ${person.accessToken}`];
      expect((await sendRaw(server.url, { path: ME, fields })).status).toBe(200);
    };
    const killWorker = async (pid: number) => {
      process.kill(pid, 'SIGKILL');
      expect(await server.untilLost(pid)).toMatchObject({ level: 'warn', ending: 'SIGKILL' });
      await readAnew();
    };

    it('counts the requests of a person in each: a connection, which has one worker, has the whole quota', async () => {
      const { quota } = LIMITS.user;
      await until(async () => {
        const newcomer = await register(server);
        const [one, other] = [new OneConnection(newcomer), new OneConnection(newcomer)];
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

    it('tries again after longer and longer pauses while another worker serves', async () => {
      await migrateAhead();
      await killWorker(first);
      await server.untilLosses(3);
      expect(server.losses).toEqual([
        expect.objectContaining({ pid: first, pause: 250 }),
        expect.objectContaining({ reason: expect.stringContaining(AHEAD), pause: 500 }),
        expect.objectContaining({ reason: expect.stringContaining(AHEAD), pause: 1_000 }),
      ]);
      await migrateBack();
      await server.untilWorkersStarted(3);
    });

    it('answers by so many processes, and puts another one in the place of each that dies', async () => {
      await killWorker(second);
      await server.untilWorkersStarted(4);
      await readAnew();
      expect(server.livingPids).toHaveLength(2);
      expect(server.events.filter((event) => event === 'server-started')).toHaveLength(1);
    });

    it('ends with the line of a worker when the last one is lost and the next one cannot start', async () => {
      await migrateAhead();
      server.livingPids.forEach((pid) => process.kill(pid, 'SIGKILL'));
      expect(await server.ending).toEqual({ code: 1, stderr: expect.stringContaining(AHEAD) });
    });

    it('ends with the line of one worker when none can start', async () => {
      const { code, stderr } = await (await start()).ending;
      expect({ code, lines: stderr.trim().split('\n') }).toEqual({
        code: 1,
        lines: [expect.stringContaining(AHEAD)],
      });
    });
  });
});
