import { expect } from '@playwright/test';
import { Board } from './support/board.ts';
import { test } from './support/portal-test.ts';
import { countOf, generationOf, generationsIn, recordRefreshes } from './support/refreshes.ts';
import { putToSleep } from './support/sleep.ts';

test('signs nobody out and rotates once when five tabs wake up with expired tokens', async ({
  ada,
  browser,
  context,
}) => {
  await ada.createTask({ title: 'Renew the passport' });
  await context.clock.install();
  const boards = await Promise.all(Array.from({ length: 5 }, async () => new Board(await context.newPage())));
  await Promise.all(boards.map((board) => board.open()));
  const generation = await generationOf(context);
  const refreshes = recordRefreshes(context);
  const leastRefreshes = () => Math.min(...boards.map(({ page }) => countOf(refreshes, page)));
  await using sleep = await putToSleep(browser);
  await ada.letTimePass('1 hour');
  // Each tab finds the time passed as soon as it runs again.
  const passed = context.clock.fastForward('01:00:00');

  sleep.wake();
  await passed;
  await expect.poll(leastRefreshes).toBeGreaterThanOrEqual(1);
  const whenTheNextIsDue = async () => {
    await context.clock.fastForward('15:00');
    return leastRefreshes();
  };
  await expect.poll(whenTheNextIsDue).toBeGreaterThanOrEqual(2);

  expect(new Set(refreshes.map((answer) => answer.status()))).toEqual(new Set([200]));
  expect(await generationsIn(refreshes)).toEqual(new Set([generation + 1]));
  for (const board of boards) {
    await expect(board.row('Renew the passport')).toBeVisible();
  }
});
