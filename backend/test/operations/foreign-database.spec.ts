import { DataSource } from 'typeorm';
import { examine } from '../../src/operations/doctor/doctor';
import { createDatabaseOf, createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { Visitor } from '../support/people/visitor';
import { runServerCommand } from '../support/servers/command-process';
import { startServerOn } from '../support/servers/test-app';
import { exportTasks } from '../support/tasks/task-files';
import { createTask, listTasks } from '../support/tasks/tasks';

const MIGRATE = 'platform/schema/migrate.command.ts';

/** What an administrator may have set for all databases of a server. */
const HABITS = [
  "datestyle = 'German, DMY'",
  "intervalstyle = 'iso_8601'",
  "bytea_output = 'escape'",
  "default_transaction_isolation = 'serializable'",
  "timezone = 'Pacific/Auckland'",
];

describe('A database with habits of its own', () => {
  let database: TestDatabase;
  let server: Awaited<ReturnType<typeof startServerOn>>;

  beforeAll(async () => {
    database = await createTestDatabase();
    const [{ name }] = await database.owner.query<[{ name: string }]>('SELECT current_database() AS name');
    for (const habit of HABITS) {
      await database.owner.query(`ALTER DATABASE ${name} SET ${habit}`);
    }
    server = await startServerOn(database);
  });

  afterAll(async () => {
    await server.app.close();
    await database.drop();
  });

  it('serves people like any other', async () => {
    const ada = new Visitor(server.url);
    expect((await ada.register()).status).toBe(201);
    const dueDate = '2026-12-03';
    const task = await createTask(ada, { title: 'Water the plants', dueDate });
    expect(task).toMatchObject({ dueDate, createdAt: expect.stringMatching(/^20.*Z$/) });
    expect(Math.abs(Date.parse(task.createdAt) - Date.now())).toBeLessThan(3_600_000);
    expect((await listTasks(ada, { sort: 'dueDate', dueFrom: dueDate, dueTo: dueDate })).body.items).toEqual([
      task,
    ]);
    expect((await exportTasks(ada, 'csv')).text).toContain(dueDate);
    expect((await ada.refresh()).status).toBe(200);
    expect((await ada.logout()).status).toBe(204);
  });

  it('has no say in the connections of the server', async () => {
    const shown = await server.app.get(DataSource).query<{ name: string; setting: string }[]>(
      `SELECT name, setting FROM pg_settings
         WHERE name IN ('DateStyle', 'IntervalStyle', 'bytea_output', 'default_transaction_isolation', 'TimeZone')`,
    );
    expect(Object.fromEntries(shown.map(({ name, setting }) => [name, setting]))).toEqual({
      DateStyle: 'ISO, YMD',
      IntervalStyle: 'postgres',
      bytea_output: 'hex',
      default_transaction_isolation: 'read committed',
      TimeZone: 'UTC',
    });
  });
});

describe.each(['LATIN1', 'SQL_ASCII'])('A database with the encoding %s', (encoding) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabaseOf(encoding);
  });

  afterAll(() => database.drop());

  const line = new RegExp(`DATABASE_URL: The database has the encoding ${encoding}.*ENCODING 'UTF8'`);

  it('is refused by the migrations and by the server, which say how to make another one', async () => {
    const { code, errors } = await runServerCommand(MIGRATE, database.environment);
    expect({ code, errors }).toEqual({ code: 1, errors: expect.stringMatching(line) });
    await expect(startServerOn(database)).rejects.toThrow(line);
  });

  it('is a finding of the doctor', async () => {
    expect(await examine(database.environment)).toContainEqual(
      expect.objectContaining({
        state: 'fail',
        subject: 'encoding',
        message: expect.stringContaining(encoding),
      }),
    );
  });
});

describe('An address that asks a database server for SSL', () => {
  // `prefer` as well: an answer in the clear where SSL was asked for would be for whoever stands in between to decide.
  it.each(['require', 'prefer'])(
    'is refused in a line of configuration where there is none: %s',
    async (mode) => {
      const database = await createTestDatabase();
      const url = `${database.environment.DATABASE_URL}?sslmode=${mode}`;
      const environment = { ...database.environment, DATABASE_URL: url, DATABASE_MIGRATION_URL: url };
      const { code, errors } = await runServerCommand(MIGRATE, environment);
      await database.drop();
      expect(code).toBe(1);
      expect(errors).toContain(
        'DATABASE_URL: asks for SSL (sslmode), which the database server does not offer',
      );
      expect(errors).not.toMatch(/\n\s+at /);
    },
  );
});
