import { spawnSync } from 'node:child_process';
import { chromium } from '@playwright/test';
import { StartupError } from '../startup-error.ts';
import { canRun, type Browser } from './browser.ts';
import { bundledChromium } from './bundled-chromium.ts';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A browser for tests: `CHROMIUM_PATH`, or else the first one available on this machine. */
export function findChromium(): Browser {
  const asked = process.env.CHROMIUM_PATH;
  const browser = asked
    ? firstThatRuns([asked])
    : (firstThatRuns([chromium.executablePath(), ...INSTALLED]) ?? bundledChromium() ?? installChromium());
  if (!browser) {
    throw new StartupError(
      'No Chromium runs here. Set CHROMIUM_PATH, or run: npx playwright install chromium',
    );
  }
  return browser;
}

function firstThatRuns(paths: string[]): Browser | undefined {
  return paths.map((executablePath) => ({ executablePath, env: {} })).find(canRun);
}

function installChromium(): Browser | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return undefined;
  }
  spawnSync('apt-get', ['update'], { stdio: 'inherit' });
  spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], { stdio: 'inherit' });
  return firstThatRuns(INSTALLED);
}
