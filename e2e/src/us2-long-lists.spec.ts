import { expect } from '@playwright/test';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

/** More than two pages, and a page is 50. */
const COUNT = 110;

test.beforeEach(({ ada }) => ada.createTasks(Array.from({ length: COUNT }, (_, index) => `Task ${index}`)));

test('loads the rest page by page as one scrolls, each task once', async ({ board, page }) => {
  await board.open();
  await expect(board.checkboxes).toHaveCount(50);

  const asked = recordRequests(page, 'GET', '/tasks');
  await board.checkboxes.last().scrollIntoViewIfNeeded();
  await expect.poll(() => board.checkboxes.count()).toBeGreaterThanOrEqual(100);
  await board.checkboxes.last().scrollIntoViewIfNeeded();
  await expect(board.checkboxes).toHaveCount(COUNT);

  expect(asked).toHaveLength(2);
  expect(new Set(await board.titles()).size).toBe(COUNT);
  await expect(page.getByRole('button', { name: 'Load more' })).toBeHidden();
});

test('comes back from the account pages to the place in the list', async ({ board, page }) => {
  await board.open('?sort=createdAt');
  await board.checkboxes.last().scrollIntoViewIfNeeded();
  await expect.poll(() => board.checkboxes.count()).toBeGreaterThanOrEqual(100);
  const row = board.row('Task 70');
  await row.evaluate((element) => element.scrollIntoView());
  await page.getByRole('link', { name: /^Your account/ }).click();
  await expect(page).toHaveURL('/account/profile');
  await page.getByRole('link', { name: 'Back to your tasks' }).click();

  await expect(page).toHaveURL('/tasks?sort=createdAt');
  await expect(row).toBeInViewport();
});

test('keeps what is there when the next page fails, and tries again on demand', async ({ board, page }) => {
  await page.route(/\/api\/v1\/tasks\?.*cursor=/, (route) => route.abort());
  await board.open();
  await expect(board.checkboxes).toHaveCount(50);

  await board.checkboxes.last().scrollIntoViewIfNeeded();
  await expect(page.getByRole('alert')).toHaveText(
    'Taskward cannot be reached right now. Try again in a moment.',
  );
  await expect(board.checkboxes).toHaveCount(50);

  await page.unroute(/\/api\/v1\/tasks\?.*cursor=/);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect.poll(() => board.checkboxes.count()).toBeGreaterThanOrEqual(100);
});
