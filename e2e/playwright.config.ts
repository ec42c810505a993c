import { defineConfig, devices } from '@playwright/test';
import { findChromium } from '../tools/browser/find-chromium.ts';
import { workspaceRoot } from '../tools/workspace-root.ts';
import { workerCount } from './servers.ts';

const { executablePath, env } = findChromium();

// They end what hangs and judge nothing: a busy machine takes ten times as long as a quiet one.
const patience = { step: 60_000, test: 600_000, servers: 600_000 };

export default defineConfig({
  testDir: 'src',
  outputDir: '../reports/e2e/artifacts',
  forbidOnly: true,
  fullyParallel: true,
  workers: workerCount,
  retries: 0,
  timeout: patience.test,
  expect: { timeout: patience.step },
  reporter: [
    ['list'],
    ['json', { outputFile: '../reports/e2e/results.json' }],
    ['junit', { outputFile: '../reports/e2e/junit.xml' }],
  ],
  use: {
    screenshot: 'only-on-failure',
    // Recording costs a fifth of the time: pipelines ask for it, where nobody can look on.
    trace: process.env.BROWSER_TRACES === 'on' ? { mode: 'retain-on-failure', screenshots: false } : 'off',
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
  webServer: {
    command: `"${process.execPath}" e2e/serve.ts`,
    cwd: workspaceRoot,
    gracefulShutdown: { signal: 'SIGTERM', timeout: patience.step },
    timeout: patience.servers,
    // What is named here goes to the workers as variables of their environment, in capital letters.
    wait: { stdout: /Ready: database (?<e2e_database>\S+) secrets (?<e2e_secrets>\S+)\n/ },
  },
});
