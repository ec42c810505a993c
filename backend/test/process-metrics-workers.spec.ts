import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findFreePort } from './free-port';
import { metricsUrl, Scrape } from './scrape';
import { until } from './server-socket';
import { createTestDatabase, type TestDatabase } from './test-database';

const MAIN = join(__dirname, '../src/main.ts');
const PRELOAD = join(__dirname, 'preload/compile-typescript');

/** Two servers that share a port. */
const PRIMARY = `
  const cluster = require('node:cluster');
  cluster.setupPrimary({ exec: ${JSON.stringify(MAIN)}, execArgv: ['--require', ${JSON.stringify(PRELOAD)}] });
  cluster.fork();
  cluster.fork();
  process.on('SIGTERM', () => Object.values(cluster.workers).forEach((worker) => worker.process.kill()));
`;
const PATH = '/api/v1/users/me';

describe('Two workers of a cluster', () => {
  let database: TestDatabase;
  let primary: ChildProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    primary.kill('SIGKILL');
    await database.drop();
  });

  it('have metrics of their own at ports of their own, which together are all', async () => {
    const [port, metricsPort] = await Promise.all([findFreePort(), findFreePort()]);
    const settings = { PORT: String(port), METRICS_PORT: String(metricsPort) };
    primary = spawn(process.execPath, ['--eval', PRIMARY], {
      env: { ...database.environment, ...settings },
      stdio: 'ignore',
    });
    const ports = [metricsPort, metricsPort + 1];
    const answers = (url: string) =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      );
    // They start as slowly as the machine is.
    while (!(await Promise.all(ports.map((each) => answers(metricsUrl(each))))).every(Boolean)) {
      await setTimeout(50);
    }

    const ask = () => fetch(`http://localhost:${port}${PATH}`, { headers: { connection: 'close' } });
    await Promise.all(Array.from({ length: 20 }, ask));
    const labels = { route: PATH, status: '401' };
    const counts = async () => {
      const scrapes = await Promise.all(ports.map((each) => Scrape.of(each)));
      return scrapes.map((scrape) => scrape.sum('http_request_duration_seconds_count', labels));
    };
    await until(async () => (await counts()).reduce((sum, count) => sum + count, 0) === 20);
    expect(Math.min(...(await counts()))).toBeGreaterThan(0);

    primary.kill('SIGTERM');
    expect(await once(primary, 'exit')).toEqual([0, null]);
  });
});
