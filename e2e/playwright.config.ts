import { defineConfig, devices } from '@playwright/test';
import { findChromium } from '../tools/browser/find-chromium.ts';
import { workspaceRoot } from '../tools/workspace-root.ts';
import { shortLivedServer, type TestServer, usualServer } from './servers.ts';

const { executablePath, env } = findChromium();

export default defineConfig({
  testDir: 'src',
  outputDir: '../reports/e2e/artifacts',
  forbidOnly: true,
  fullyParallel: true,
  // One more than the cores of a small machine: some tests wait for tokens to expire and do nothing else.
  workers: 3,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: '../reports/e2e/results.json' }],
    ['junit', { outputFile: '../reports/e2e/junit.xml' }],
  ],
  use: {
    baseURL: usualServer.url,
    screenshot: 'only-on-failure',
    // A film of every test would cost a quarter of the time.
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
  projects: [
    { name: 'start', testMatch: 'start.spec.ts' },
    {
      name: 'portal',
      testIgnore: 'start.spec.ts',
      use: {
        ...devices['Desktop Chrome'],
        launchOptions: { executablePath, env: { ...process.env, ...env } },
      },
    },
  ],
  webServer: [usualServer, shortLivedServer].map(serve),
});

function serve({ url, settings }: TestServer) {
  return {
    command: `"${process.execPath}" tools/start.ts --no-build --no-env-file --throw-away`,
    cwd: workspaceRoot,
    env: settings,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 20_000 },
    url: `${url}/health/ready`,
  };
}
