import { expect } from '@playwright/test';
import { shortLivedServer } from '../servers.ts';
import { Board } from './support/board.ts';
import { test } from './support/portal-test.ts';
import {
  countOf,
  generationOf,
  generationsIn,
  recordRefreshes,
  untilRotationIsDue,
} from './support/refreshes.ts';
import { putToSleep } from './support/sleep.ts';

test.use({ baseURL: shortLivedServer.url });

test('signs nobody out and rotates once when five tabs wake up with expired tokens', async ({
  ada,
  browser,
  context,
  openBrowser,
}) => {
  await ada.createTask({ title: 'Renew the passport' });
  const boards = await Promise.all(Array.from({ length: 5 }, async () => new Board(await context.newPage())));
  await Promise.all(boards.map((board) => board.open()));
  const api = (await openBrowser()).request;
  const refreshes = recordRefreshes(context);
  await using sleep = await putToSleep(browser);
  await untilRotationIsDue(api);
  const before = { refreshes: refreshes.length, generation: await generationOf(context) };

  sleep.wake();

  // The second refresh of a tab follows 75 % of a token's life after the first.
  const afterWaking = () => refreshes.slice(before.refreshes);
  const leastRefreshes = () => Math.min(...boards.map(({ page }) => countOf(afterWaking(), page)));
  await expect.poll(leastRefreshes, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
  expect(new Set(afterWaking().map((answer) => answer.status()))).toEqual(new Set([200]));
  expect(await generationsIn(afterWaking())).toEqual(new Set([before.generation + 1]));
  for (const board of boards) {
    await expect(board.row('Renew the passport')).toBeVisible();
  }
});
