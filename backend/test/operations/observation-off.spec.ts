import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { findFreePort } from '../support/servers/free-port';
import { startTestApp } from '../support/servers/test-app';

const PRELOAD = join(__dirname, '../support/servers/preload/compile-typescript');
const SERVE = join(__dirname, '../../src/serve.ts');
const PACKAGES = /node_modules\/(@opentelemetry|prom-client)\//;

/** The packages for observation that a program with these settings has loaded, once it is about to start. */
function loadedPackages(settings: NodeJS.ProcessEnv): string[] {
  const script = `require(${JSON.stringify(SERVE)}); console.log(Object.keys(require.cache).join('\\n'))`;
  const output = execFileSync(process.execPath, ['--require', PRELOAD, '--eval', script], {
    env: settings,
    encoding: 'utf8',
  });
  const names = output.split('\n').flatMap((file) => PACKAGES.exec(file)?.[1] ?? []);
  return [...new Set(names)];
}

const listeners = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;

describe('A server', () => {
  it.each([
    ['without METRICS_PORT listens on one port', () => Promise.resolve(undefined), 1],
    ['with METRICS_PORT listens on one more', findFreePort, 2],
  ])('%s, and on none when it has stopped', async (_title, port, expected) => {
    const before = listeners();
    const app = await startTestApp({ METRICS_PORT: (await port())?.toString() });
    expect(listeners() - before).toBe(expected);
    await app.stop();
    expect(listeners()).toBe(before);
  });

  it('that nobody observes does not even load what it would take', () => {
    expect(loadedPackages({})).toEqual([]);
    expect(loadedPackages({ OTEL_TRACES_EXPORTER: 'otlp' })).toEqual(['@opentelemetry']);
  });
});
