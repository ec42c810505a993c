import { expect } from '@playwright/test';
import { AccountArea } from './support/account-area.ts';
import { AccountForm } from './support/account-form.ts';
import { Board } from './support/board.ts';
import { test } from './support/portal-test.ts';

const NEW_PASSWORD = 'a long enough passphrase';

test('shows a new name in the header at once, and after a reload', async ({ board, page }) => {
  await board.open();
  await page
    .getByRole('banner')
    .getByRole('link', { name: /^Your account: / })
    .click();
  const account = new AccountArea(page);
  await account.expectPage('Profile');

  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  const link = page
    .getByRole('banner')
    .getByRole('link', { name: 'Your account: Ada Lovelace', exact: true });
  await expect(link).toBeVisible();
  await expect(account.notifications).toContainText('Your name is saved.');
  await page.reload();
  await expect(link).toBeVisible();
});

test('downloads what is kept about a person', async ({ ada, page }) => {
  await ada.createTask({ title: 'Burn the letters' });
  await new AccountArea(page).open('Profile');
  const downloading = page.waitForEvent('download');

  await page.getByRole('button', { name: 'Download my data' }).click();

  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^taskward-\d{4}-\d\d-\d\d\.json$/);
  const content = await (await download.createReadStream()).toArray();
  expect(Buffer.concat(content as Buffer[]).toString()).toContain('Burn the letters');
});

test('a new password ends the other sessions, and is the one that signs in', async ({
  ada,
  openBrowser,
  page,
}) => {
  const other = await openBrowser();
  const elsewhere = await ada.signIn(other.request);
  const account = new AccountArea(page);
  await account.open('Password');

  await account.changePassword(ada.credentials.password, NEW_PASSWORD);

  await expect(account.notifications).toContainText('You are signed out everywhere else.');
  expect((await elsewhere.send('GET', '/users/me')).status()).toBe(401);
  const refresh = await other.request.post('/api/v1/auth/refresh', { headers: { 'X-Taskward-CSRF': '1' } });
  expect(refresh.status()).toBe(401);

  await page.reload();
  await account.expectPage('Password');
  const form = await AccountForm.signIn(await other.newPage()).open();
  await form.send(ada.credentials);
  await expect(form.alert).toContainText('do not match');
  await form.send({ ...ada.credentials, password: NEW_PASSWORD });
  await expect(new Board(form.page).heading).toBeVisible();
});

test('a wrong current password changes nothing', async ({ ada, page }) => {
  const account = new AccountArea(page);
  await account.open('Password');

  await account.changePassword('not the password at all', NEW_PASSWORD);

  await expect(page.getByLabel('Current password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  expect((await ada.send('GET', '/users/me')).status()).toBe(200);
});
