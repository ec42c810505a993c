import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { migrations } from '../../../migrations';
import { revert } from '../../src/platform/schema/migrate';
import { openTransaction } from '../support/database/open-transaction';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { admin } from '../support/servers/admin';
import { ServerProcess } from '../support/servers/server-process';
import { until } from '../support/time/until';

const run = promisify(execFile);
const COMPILE = join(__dirname, '../support/servers/preload/compile-typescript.js');
const MIGRATE = join(__dirname, '../../src/platform/schema/migrate.ts');

/** As two machines do that are brought up at the same time. */
const MIGRATE_AND_TELL = `
  const { migrate } = require(process.argv[1]);
  migrate(process.env).then((names) => console.log(JSON.stringify(names)));
`;

describe('A database and a version of the server', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase({ LOG_LEVEL: 'silent' });
  });

  afterEach(() => database.drop());

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'is behind',
      () => revert(database.environment),
      /^The database is behind .*lacks \w+\d{13}\)\. Run: npm run db:migrate\n$/,
    ],
    [
      'is ahead',
      () => database.owner.query(`INSERT INTO migrations (timestamp, name) VALUES (1, 'AddTomorrow')`),
      /^The database is ahead .*has AddTomorrow\)\. Start the version that migrated it, or restore .*\n$/,
    ],
    [
      'has no schema yet',
      () => database.owner.query('DROP TABLE migrations'),
      /^The database is behind .*\n$/,
    ],
  ])('do not start together when the database %s, and one line says why', async (_name, change, line) => {
    await change();
    const server = await ServerProcess.start(database.environment);
    expect(await server.ending).toEqual({ code: 1, stderr: expect.stringMatching(line) });
    // What a pod in Kubernetes asks again and again before it starts its server.
    const asked = await admin(database.environment, ['users', 'list', '--limit', '1']);
    expect(asked).toEqual({ code: 1, output: '', errors: expect.stringMatching(line) });
  });

  it('are brought together by migrations that run once, however many processes run them', async () => {
    let reverted: string[];
    do {
      reverted = await revert(database.environment);
    } while (reverted.length > 0);
    const holder = await openTransaction(database);
    await holder.query('LOCK TABLE migrations');
    const env = { PATH: process.env.PATH, ...database.environment };
    const processes = [1, 2, 3].map(() =>
      run(process.execPath, ['--require', COMPILE, '--eval', MIGRATE_AND_TELL, MIGRATE], { env }),
    );
    await untilAsked(3);
    await holder.commit();

    const outputs = await Promise.all(processes);
    const names = outputs.map(({ stdout }) => JSON.parse(stdout) as string[]);
    expect(names.filter(({ length }) => length > 0)).toEqual([migrations.map(({ name }) => name)]);
    expect(outputs.map(({ stderr }) => stderr)).toEqual(['', '', '']);
    const rows = await database.owner.query<unknown[]>('SELECT name FROM migrations');
    expect(rows).toHaveLength(migrations.length);
  });

  /** So many have asked for the lock; all but the first ask again. */
  async function untilAsked(count: number): Promise<void> {
    await until(async () => {
      const asking = await database.owner.query<unknown[]>(
        `SELECT pid FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE 'SELECT pg_try_advisory_lock%'`,
      );
      return asking.length === count;
    });
  }
});
