import { connect, type FailedAttempt } from '../../src/platform/database/connect';
import { createDataSource } from '../../src/platform/schema/data-source';
import { migrate } from '../../src/platform/schema/migrate';
import { PortToDatabase } from '../support/database/port-to-database';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { ServerProcess } from '../support/servers/server-process';
import { PATIENCE } from '../support/time/patience';

/** Milliseconds until the next attempt, as the line of the log says. */
const pauseOf = (line = ''): number => Number(/next attempt in (\d+) ms$/.exec(line)?.[1]);

describe('A database that comes up later', () => {
  let database: TestDatabase;
  let port: PortToDatabase;

  /** Started before all tests, as it waits for ten seconds. */
  let hopeless: ServerProcess;

  const closedPort = () => PortToDatabase.to(database.environment.DATABASE_URL ?? '');
  const startBehind = ({ url }: PortToDatabase) =>
    ServerProcess.start({ ...database.environment, DATABASE_URL: url });

  beforeAll(async () => {
    database = await createTestDatabase();
    hopeless = await startBehind(await closedPort());
  });

  beforeEach(async () => {
    port = await closedPort();
  });

  afterEach(() => port.close());

  afterAll(() => database.drop());

  it('is waited for by the server, with a warning for each attempt', async () => {
    const server = await startBehind(port);
    await server.untilLogged(({ level }) => level === 'warn');
    await port.open();
    await server.ready();
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    server.kill('SIGTERM');
    expect(await server.ending).toEqual({ code: 0, stderr: '' });

    const warnings = server.log.filter(({ level }) => level === 'warn');
    for (const { context, msg, err } of warnings) {
      expect(context).toBe('Database');
      expect(msg).toMatch(/^The database cannot be reached yet; next attempt in \d+ ms$/);
      expect(err).toMatchObject({ code: 'ECONNREFUSED' });
    }
    expect(JSON.stringify(server.log)).not.toContain(new URL(port.url).password);
  });

  it('is waited for by the migrations', async () => {
    const owner = await PortToDatabase.to(database.environment.DATABASE_MIGRATION_URL ?? '');
    const migrating = migrate({
      ...database.environment,
      DATABASE_MIGRATION_URL: owner.url,
      LOG_LEVEL: 'silent',
    });
    await owner.open();
    expect(await migrating).toEqual([]);
    owner.close();
  });

  it('is tried after longer and longer pauses', async () => {
    const pauses: number[] = [];
    const warn = ({ msg }: FailedAttempt) => {
      pauses.push(pauseOf(msg));
      if (pauses.length === 3) {
        void port.open();
      }
    };
    const dataSource = await connect(createDataSource(port.url, PATIENCE), warn, PATIENCE);
    await dataSource.destroy();
    expect(pauses).toEqual([250, 500, 1_000]);
  });

  it('is given up when the time is over, with the reason', async () => {
    const warn = jest.fn();
    const reason = { code: 'ECONNREFUSED' };
    await expect(connect(createDataSource(port.url, PATIENCE), warn, 0)).rejects.toMatchObject(reason);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each<[string, (url: URL) => void, string]>([
    ['a wrong password', (url) => (url.password = 'wrong'), '28P01'],
    ['an unknown database', (url) => (url.pathname = '/nowhere'), '3D000'],
  ])('is not waited for with %s, which time does not heal', async (_name, change, code) => {
    const url = new URL(database.environment.DATABASE_URL ?? '');
    change(url);
    const warn = jest.fn();
    await expect(connect(createDataSource(url.href, PATIENCE), warn)).rejects.toMatchObject({ code });
    expect(warn).not.toHaveBeenCalled();
  });

  it('that never comes up ends the server with one line, after ten seconds', async () => {
    const { code, stderr } = await hopeless.ending;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^.*ECONNREFUSED.*\n$/) });
    const pauses = hopeless.log.filter(({ level }) => level === 'warn').map(({ msg }) => pauseOf(msg));
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 2_000, 2_000, 2_000].slice(0, pauses.length));
    expect(pauses).not.toEqual([]);
    const waited = pauses.reduce((sum, pause) => sum + pause);
    expect(waited).toBeLessThanOrEqual(10_000);
  });
});
