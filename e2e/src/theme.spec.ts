import { expect, type Page } from '@playwright/test';
import { test } from './support/portal-test.ts';

const backgroundOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test('follows the system until one chooses, and keeps the choice over reload and sign-out', async ({
  board,
  page,
}) => {
  const choose = (theme: string) => page.getByRole('group', { name: 'Theme' }).getByTitle(theme).click();
  await page.emulateMedia({ colorScheme: 'light' });
  await board.open();
  const light = await backgroundOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await backgroundOf(page);
  expect(dark).not.toBe(light);

  await choose('Light');
  expect(await backgroundOf(page)).toBe(light);
  await page.reload();
  await expect(board.heading).toBeVisible();
  expect(await backgroundOf(page)).toBe(light);

  const left = page.waitForResponse('**/auth/logout');
  await board.signOut();
  await left;
  await page.reload();
  expect(await backgroundOf(page)).toBe(light);

  await choose('System');
  expect(await backgroundOf(page)).toBe(dark);
});
