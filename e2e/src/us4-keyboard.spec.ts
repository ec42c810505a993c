import { expect } from '@playwright/test';
import { ACCOUNT_PAGES, AccountArea, type AccountPageName } from './support/account-area.ts';
import { AccountForm } from './support/account-form.ts';
import { press, tabTo, typeInto } from './support/keyboard.ts';
import { test } from './support/portal-test.ts';

const NEW_PASSWORD = 'a long enough passphrase';

test('reaches every page of the account by the keyboard, and announces it', async ({ board, page }) => {
  const account = new AccountArea(page);
  await board.open();
  await tabTo(page.getByRole('link', { name: /^Your account: / }));
  await press(page, 'Enter');
  await account.expectPage('Profile');

  for (const name of (Object.keys(ACCOUNT_PAGES) as AccountPageName[]).slice(1)) {
    await tabTo(account.navigation.getByRole('link', { name, exact: true }));
    await press(page, 'Enter');
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeFocused();
  }
  await tabTo(page.getByRole('link', { name: 'Back to your tasks' }));
  await press(page, 'Enter');
  await expect(board.heading).toBeFocused();
});

test('changes name and password by the keyboard alone', async ({ ada, page }) => {
  const account = new AccountArea(page);
  await account.open('Profile');
  await tabTo(page.getByRole('textbox', { name: 'Name', exact: true }));
  await press(page, 'ControlOrMeta+a');
  await page.keyboard.type('Ada Lovelace');
  await press(page, 'Enter');
  await expect(account.notifications).toContainText('Your name is saved.');

  await tabTo(account.navigation.getByRole('link', { name: 'Password', exact: true }));
  await press(page, 'Enter');
  await account.expectPage('Password');
  await typeInto(page.getByLabel('Current password', { exact: true }), ada.credentials.password);
  await press(page, 'Tab', 'Space');
  await expect(page.getByLabel('Current password', { exact: true })).toHaveAttribute('type', 'text');
  await typeInto(page.getByLabel('New password', { exact: true }), NEW_PASSWORD);
  await press(page, 'Enter');
  await expect(account.notifications).toContainText('Your password is changed.');
});

test('makes, copies and revokes a token by the keyboard alone', async ({ ada: _signedIn, context, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const account = new AccountArea(page);
  await account.open('Access tokens');
  await typeInto(page.getByRole('textbox', { name: 'Name', exact: true }), 'Nightly build');
  await tabTo(page.getByRole('combobox', { name: 'What it may do' }));
  await press(page, 'Home');
  await tabTo(page.getByRole('button', { name: 'Create token' }));
  await press(page, 'Enter');

  await expect(page.getByRole('heading', { name: 'Your new access token' })).toBeFocused();
  await tabTo(page.getByRole('button', { name: 'Copy' }));
  await press(page, 'Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible();
  const secret = await page.getByRole('textbox', { name: 'Token Nightly build' }).inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await tabTo(page.getByRole('button', { name: 'Done', exact: true }));
  await press(page, 'Enter');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();

  await tabTo(page.getByRole('button', { name: 'Revoke "Nightly build"' }));
  await press(page, 'Enter');
  await tabTo(account.confirmation.getByRole('button', { name: 'Revoke' }));
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { name: 'No access tokens' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('signs out another device by the keyboard alone', async ({ ada, openClient, page }) => {
  await ada.signIn(await openClient());
  const account = new AccountArea(page);
  await account.open('Sessions');
  await tabTo(account.list('Sessions').getByRole('button', { name: /^Sign out / }));
  await press(page, 'Enter');
  await expect(account.confirmation.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await press(page, 'Tab', 'Enter');

  await expect(page.getByText('You are signed in on this device only.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('deletes the account by the keyboard alone', async ({ ada, page }) => {
  await new AccountArea(page).open('Delete account');
  await typeInto(page.getByLabel('Password', { exact: true }), ada.credentials.password);
  await tabTo(page.getByRole('checkbox', { name: 'I understand that this cannot be undone.' }));
  await press(page, 'Space');
  await tabTo(page.getByRole('button', { name: 'Delete my account' }));
  await press(page, 'Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Your account is deleted' })).toBeFocused();
  await tabTo(page.getByRole('link', { name: 'Create a new account' }));
  await press(page, 'Enter');
  await expect(AccountForm.signUp(page).heading).toBeFocused();
});
