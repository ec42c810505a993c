import { createEmptyDatabase, type TestDatabase } from '../support/database/test-database';
import { runServerCommand } from '../support/servers/command-process';

const COMMAND = 'platform/schema/migrate.command.ts';

describe('The command that migrates', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createEmptyDatabase();
  });

  afterAll(() => database.drop());

  it('builds the schema once, and lets the role of the server in', async () => {
    const first = await runServerCommand(COMMAND, database.environment);
    expect(first).toEqual({ code: 0, output: expect.stringMatching(/^Migrated: CreateUsers/), errors: '' });
    const [{ allowed }] = await database.owner.query<[{ allowed: boolean }]>(
      "SELECT has_table_privilege('taskward_app', 'tasks', 'INSERT') AS allowed",
    );
    expect(allowed).toBe(true);
    expect(await runServerCommand(COMMAND, database.environment)).toEqual({
      code: 0,
      output: 'The database is up to date.\n',
      errors: '',
    });
  });

  it('says what is wrong, and fails', async () => {
    expect(await runServerCommand(COMMAND, { ...database.environment, DATABASE_URL: '' })).toEqual({
      code: 1,
      output: '',
      errors: expect.stringContaining('DATABASE_URL: is required'),
    });
  });
});
