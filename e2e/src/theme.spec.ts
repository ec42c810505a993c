import { expect, type Page } from '@playwright/test';
import { test } from './support/portal-test.ts';

const backgroundOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test('follows the system until one chooses, and keeps the choice over reload and sign-out', async ({
  board,
  page,
}) => {
  const choose = (theme: string) => page.getByRole('group', { name: 'Theme' }).getByTitle(theme).click();
  const expectBackground = (colour: string) =>
    expect(page.locator(':root')).toHaveCSS('background-color', colour);
  await page.emulateMedia({ colorScheme: 'light' });
  await board.open();
  const light = await backgroundOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => backgroundOf(page)).not.toBe(light);
  const dark = await backgroundOf(page);

  await choose('Light');
  await expectBackground(light);
  await page.reload();
  await expect(board.heading).toBeVisible();
  await expectBackground(light);

  await board.signOut();
  // The answer to a sign-out clears the storage; the choice is written again afterwards.
  await expect.poll(() => page.evaluate(() => ({ ...localStorage }))).toEqual({ 'taskward.theme': 'light' });
  await page.reload();
  await expectBackground(light);

  await choose('System');
  await expectBackground(dark);
});
