import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { WORKSPACE } from '../support/files/workspace-files';
import { findFreePort } from '../support/servers/free-port';
import { Scrape } from '../support/servers/scrape';
import { type LogLine, ServerProcess } from '../support/servers/server-process';

const hasStarted = ({ event }: LogLine): boolean => event === 'server-started';

describe('A server process that starts', () => {
  const { version } = JSON.parse(readFileSync(join(WORKSPACE, 'package.json'), 'utf8')) as LogLine;
  let database: TestDatabase;
  let server: ServerProcess;
  let metricsPort: number;

  beforeAll(async () => {
    metricsPort = await findFreePort();
    database = await createTestDatabase({ METRICS_PORT: String(metricsPort), NODE_ENV: 'production' });
    server = await ServerProcess.start({ ...database.environment, AUTH_THROTTLE: 'on', BCRYPT_COST: '12' });
    await server.ready();
  });

  afterAll(async () => {
    server.kill('SIGKILL');
    await server.ending;
    await database.drop();
  });

  it('says in one line which version answers where, with the settings that matter and no secret', async () => {
    const line = await server.untilLogged(hasStarted);
    const {
      PUBLIC_URL,
      DATABASE_URL = '',
      JWT_SECRETS,
      REFRESH_SECRETS,
      PASSWORD_PEPPER,
    } = database.environment;
    expect(line).toMatchObject({
      level: 'info',
      version,
      node: process.version,
      url: PUBLIC_URL ?? server.url,
      listensOn: { host: '127.0.0.1', port: Number(new URL(server.url).port) },
      production: true,
      workers: 1,
      metrics: { port: metricsPort },
    });
    const { username, password } = new URL(DATABASE_URL);
    const secrets = [username, password, JWT_SECRETS, REFRESH_SECRETS, PASSWORD_PEPPER].filter(Boolean);
    for (const secret of secrets) {
      expect(JSON.stringify(line)).not.toContain(secret);
    }
    expect(server.log.filter(hasStarted)).toHaveLength(1);
  });

  it('tells its version as a metric', async () => {
    expect((await Scrape.of(metricsPort)).sum('taskward_build_info', { version: String(version) })).toBe(1);
  });
});
