import { expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { test } from './support/portal-test.ts';
import { recordRefreshes } from './support/refreshes.ts';

test('leads to signing in, and back, when the session has ended elsewhere (US3.2)', async ({
  ada,
  board,
  context,
  page,
}) => {
  await ada.createTask({ title: 'Burn the letters' });
  await board.open('?sort=title');
  const refreshes = recordRefreshes(context);
  await ada.signOut();

  await board.checkbox('Burn the letters').click();

  await expect(page).toHaveURL(`/sign-in?returnUrl=${encodeURIComponent('/tasks?sort=title')}`);
  await expect(page.getByRole('status')).toHaveText(
    'Your session has ended. Sign in again to go on where you were.',
  );
  expect(refreshes.map((answer) => answer.status())).toEqual([401]);
  await expect(page.locator('body')).not.toContainText('Burn the letters');

  await AccountForm.signIn(page).send(ada.credentials);
  await expect(page).toHaveURL('/tasks?sort=title');
  await expect(board.row('Burn the letters')).toBeVisible();
});

test('leads to signing in when the session has ended while nobody looked', async ({ ada, page }) => {
  await ada.signOut();

  await page.goto('/tasks');

  await expect(AccountForm.signIn(page).heading).toBeVisible();
});

test('asks for no session where nothing hints at one', async ({ ada: _signedIn, context, page }) => {
  await context.clearCookies({ name: 'taskward_signed_in' });
  const refreshes = recordRefreshes(context);

  await page.goto('/');

  await expect(AccountForm.signIn(page).heading).toBeVisible();
  expect(refreshes).toEqual([]);
});
