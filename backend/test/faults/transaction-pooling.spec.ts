import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { examine } from '../../src/operations/doctor/doctor';
import { IdempotencyKeyPurgeService } from '../../src/identity/idempotency/idempotency-key-purge.service';
import { CounterPurgeService } from '../../src/identity/throttling/counter-purge.service';
import { TombstonePurgeService } from '../../src/tasks/feed/tombstone-purge.service';
import { loadConfig } from '../../src/platform/config/config';
import { requireKeptStatements } from '../../src/platform/database/kept-statements';
import { serverDataSourceOptions } from '../../src/platform/schema/data-source';
import { TrashPurgeService } from '../../src/tasks/trash/trash-purge.service';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { TransactionPooler } from '../support/database/transaction-pooler';
import { createPersonalToken } from '../support/people/personal-tokens';
import {
  changePassword,
  deleteAccount,
  EXPORT,
  LOGOUT_ALL,
  ME,
  NEW_PASSWORD,
  SESSIONS,
} from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { followEvents } from '../support/requests/event-reader';
import { startServerOn } from '../support/servers/test-app';
import { until } from '../support/time/until';
import { exportTasks, importTasks } from '../support/tasks/task-files';
import { createTask, listTasks, TASKS } from '../support/tasks/tasks';

const SERVER_CONNECTIONS = 3;

describe('Behind a pooler that gives each transaction another connection', () => {
  let database: TestDatabase;
  let pooler: TransactionPooler;
  let server: Awaited<ReturnType<typeof startServerOn>>;
  let stopServer: () => Promise<void>;

  const startPooler = async (size = SERVER_CONNECTIONS): Promise<void> => {
    stopServer = () => Promise.resolve();
    database = await createTestDatabase();
    pooler = await TransactionPooler.start(database.environment.DATABASE_URL ?? '', size);
  };

  const start = async (settings: NodeJS.ProcessEnv, size?: number): Promise<void> => {
    await startPooler(size);
    const { DATABASE_URL = '' } = database.environment;
    server = await startServerOn({
      environment: {
        ...database.environment,
        AUTH_THROTTLE: 'on',
        ...settings,
        DATABASE_URL: pooler.url,
        DATABASE_DIRECT_URL: DATABASE_URL,
      },
    });
    stopServer = () => server.app.close();
  };

  afterEach(async () => {
    await stopServer();
    await pooler.stop();
    await database.drop();
  });

  /** What a person does in the course of time; every answer as it should be. */
  async function live(person: Visitor): Promise<void> {
    const expectStatus = async (status: number, method: string, path: string, options = {}) => {
      const answer = await person.send(method, path, options);
      expect({ method, path, status: answer.status }).toEqual({ method, path, status });
    };
    expect((await person.register()).status).toBe(201);
    const { id } = await createTask(person, { title: 'First', tags: ['home'] });
    const repeated = { body: { title: 'Once' }, headers: { 'idempotency-key': 'k' } };
    await expectStatus(201, 'POST', TASKS, repeated);
    await expectStatus(201, 'POST', TASKS, repeated);
    await expectStatus(200, 'PATCH', `${TASKS}/${id}`, { body: { title: 'Changed' } });
    await expectStatus(200, 'PATCH', `${TASKS}/${id}/complete`);
    await expectStatus(204, 'DELETE', `${TASKS}/${id}`);
    await expectStatus(200, 'POST', `${TASKS}/${id}/restore`);
    await expectStatus(200, 'POST', `${TASKS}/bulk`, { body: { action: 'reopen', ids: [id] } });
    await expectStatus(201, 'PUT', `${TASKS}/external/ci/1`, { body: { title: 'Build' } });
    await importTasks(person, [{ title: 'Imported' }]);
    expect((await listTasks(person, { q: 'imported' })).body.items).toHaveLength(1);
    await expectStatus(200, 'GET', `${TASKS}/summary?today=2026-11-21`);
    await expectStatus(200, 'GET', `${TASKS}/changes`);
    await expectStatus(200, 'GET', `${TASKS}/trash`);
    expect((await exportTasks(person, 'csv')).text).toContain('Imported');
    await createPersonalToken(person);
    await expectStatus(200, 'GET', SESSIONS);
    await expectStatus(200, 'GET', EXPORT);
    expect((await person.refresh()).status).toBe(200);
    expect((await person.login()).status).toBe(200);
    expect((await changePassword(person)).status).toBe(200);
    await expectStatus(204, 'POST', LOGOUT_ALL);
    expect((await person.login({ password: NEW_PASSWORD })).status).toBe(200);
    await expectStatus(200, 'GET', ME);
    expect((await deleteAccount(person, NEW_PASSWORD)).status).toBe(204);
  }

  it('everything works, and no connection remembers anything of it', async () => {
    await start({ DATABASE_NAMED_STATEMENTS: 'off' });
    const people = Array.from({ length: 8 }, () => new Visitor(server.url));
    await Promise.all(people.map(live));
    for (const purge of [
      TrashPurgeService,
      TombstonePurgeService,
      IdempotencyKeyPurgeService,
      CounterPurgeService,
    ]) {
      await server.app.get<{ purge(): Promise<void> }>(purge, { strict: false }).purge();
    }
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect(Math.min(...pooler.transactions)).toBeGreaterThan(100);
    expect(await pooler.sessionState()).toEqual([]);
  });

  it('events come over the direct connection', async () => {
    await start({ DATABASE_NAMED_STATEMENTS: 'off' });
    const person = new Visitor(server.url);
    await person.register();
    const reader = await followEvents(person);
    const { id } = await createTask(person);
    expect(await reader.next()).toMatchObject({ id });
    await person.logout();
    await reader.rest();
    expect(await pooler.sessionState()).toEqual([]);
  });

  it('the server asks for no more at the start than the documents say', async () => {
    await start({ DATABASE_NAMED_STATEMENTS: 'off', STATEMENT_TIMEOUT: '' });
    const { user, database: name, ...others } = Object.fromEntries(pooler.parameters);
    expect({ user, name }).toEqual({ user: expect.any(String), name: expect.any(String) });
    expect(others).toEqual({
      application_name: 'taskward',
      client_encoding: 'UTF8',
      options: [
        '-c timezone=UTC',
        '-c datestyle=ISO,YMD',
        '-c intervalstyle=postgres',
        '-c bytea_output=hex',
        '-c default_transaction_isolation=read\\ committed',
        '-c plan_cache_mode=force_generic_plan',
        '-c max_parallel_workers_per_gather=0',
      ].join(' '),
      statement_timeout: '2500',
    });
  });

  it.each([1, SERVER_CONNECTIONS])(
    'a server with named statements does not start by %d connections, and says which setting to change',
    async (connections) => {
      await expect(start({ DATABASE_NAMED_STATEMENTS: 'on' }, connections)).rejects.toMatchObject({
        name: 'ConfigurationError',
        problems: [
          expect.stringMatching(/^DATABASE_NAMED_STATEMENTS: must be off.*max_prepared_statements\)$/),
        ],
      });
    },
  );

  it('a pooler that is full at the start leaves no transaction open on a connection of the pool', async () => {
    await startPooler(1);
    await database.owner.query('CREATE TABLE kept (id integer)');
    await database.owner.query('GRANT INSERT ON kept TO PUBLIC');
    const config = loadConfig({ ...database.environment, DATABASE_NAMED_STATEMENTS: 'on' });
    await using cleanup = new AsyncDisposableStack();
    const dataSource = await new DataSource(serverDataSourceOptions(pooler.url, config)).initialize();
    cleanup.defer(() => dataSource.destroy());
    const [first, second] = [new Client(pooler.url), new Client(pooler.url)];
    for (const client of [first, second]) {
      await client.connect();
      cleanup.defer(() => client.end());
    }
    // Between two statements of the probe, somebody else's transaction gets the only connection.
    await first.query('BEGIN');
    const probe = requireKeptStatements(dataSource);
    await until(() => pooler.queue === 1);
    const begun = second.query('BEGIN');
    await until(() => pooler.queue === 2);
    await first.query('COMMIT');
    await Promise.all([begun, probe]);
    await second.query('COMMIT');

    await Promise.all([1, 2].map((id) => dataSource.query(`INSERT INTO kept VALUES (${id})`)));
    expect(await database.owner.query('SELECT id FROM kept ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it.each([
    ['on', 'fail'],
    ['off', 'ok'],
  ])(
    'the doctor says so, with DATABASE_NAMED_STATEMENTS %s: %s',
    async (DATABASE_NAMED_STATEMENTS, state) => {
      await startPooler();
      const environment = { ...database.environment, DATABASE_NAMED_STATEMENTS, DATABASE_URL: pooler.url };
      const findings = await examine(environment);
      expect(findings.filter(({ subject }) => subject === 'statements')).toMatchObject([{ state }]);
    },
  );
});
