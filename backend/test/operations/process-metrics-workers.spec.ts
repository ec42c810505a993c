import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { findFreePort } from '../support/servers/free-port';
import { Scrape } from '../support/servers/scrape';
import { WorkersProcess } from '../support/servers/workers-process';
import { until } from '../support/time/until';

const PATH = '/api/v1/users/me';

describe('The metrics of a server with WEB_CONCURRENCY', () => {
  let database: TestDatabase;
  let server: WorkersProcess;

  beforeAll(async () => {
    database = await createTestDatabase({ WEB_CONCURRENCY: '2' });
  });

  afterAll(async () => {
    server.kill('SIGKILL');
    await server.ending;
    await until(() => server.livingPids.length === 0);
    await database.drop();
  });

  it('are those of one worker at each port, and together those of all', async () => {
    const metricsPort = await findFreePort();
    server = await WorkersProcess.start({ ...database.environment, METRICS_PORT: String(metricsPort) });
    await server.untilWorkersStarted(2);
    const ports = [metricsPort, metricsPort + 1];

    const ask = () => fetch(`${server.url}${PATH}`, { headers: { connection: 'close' } });
    await Promise.all(Array.from({ length: 20 }, ask));
    const labels = { route: PATH, status: '401' };
    const counts = async () => {
      const scrapes = await Promise.all(ports.map((each) => Scrape.of(each)));
      return scrapes.map((scrape) => scrape.sum('http_request_duration_seconds_count', labels));
    };
    await until(async () => (await counts()).reduce((sum, count) => sum + count, 0) === 20);
    expect(Math.min(...(await counts()))).toBeGreaterThan(0);
  });
});
