import { expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { Board } from './support/board.ts';
import { test as base } from './support/portal-test.ts';

/** Playwright switches off the cache that keeps left pages as they were; people's browsers have it on. */
const test = base.extend<object, { launchOptions: object }>({
  launchOptions: [
    ({ launchOptions }, use) =>
      use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    { scope: 'worker' },
  ],
});

test('shows no task when one goes back to a page that was left before the sign-out', async ({
  ada,
  board,
  context,
  page,
}) => {
  await ada.createTask({ title: 'Burn the letters' });
  await board.open();
  await expect(board.row('Burn the letters')).toBeVisible();
  await page.goto('/health/live');
  const other = new Board(await context.newPage());
  await other.open();
  await other.signOut();

  await page.goBack();

  await expect(AccountForm.signIn(page).heading).toBeVisible();
  await expect(page.getByText('Burn the letters')).toBeHidden();
});
