import { expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { test } from './support/portal-test.ts';
import { recordRefreshes } from './support/refreshes.ts';

test('asks to sign in over the page, and goes on, when the session has ended elsewhere (US3.2)', async ({
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

  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  expect(refreshes.map((answer) => answer.status())).toEqual([401]);

  await dialog.getByLabel('Password', { exact: true }).fill(ada.credentials.password);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL('/tasks?sort=title');
  await expect(board.checkbox('Burn the letters')).toBeChecked();
});

test('leads to signing in when the session has ended while nobody looked', async ({ ada, page }) => {
  await ada.signOut();

  await page.goto('/tasks');

  await expect(AccountForm.signIn(page).heading).toBeVisible();
});

test('asks for no session where nothing hints at one', async ({ ada: _signedIn, context, page }) => {
  await context.clearCookies({ name: /^taskward_signed_in/ });
  const refreshes = recordRefreshes(context);

  await page.goto('/');

  await expect(AccountForm.signIn(page).heading).toBeVisible();
  expect(refreshes).toEqual([]);
});
