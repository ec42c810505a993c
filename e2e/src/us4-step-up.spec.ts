import { expect } from '@playwright/test';
import { AccountArea } from './support/account-area.ts';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

const EXPORT = '/users/me/export';

test('asks for the password where its last check is long ago, and goes on by itself', async ({
  ada,
  page,
}) => {
  const exports = recordRequests(page, 'GET', EXPORT);
  await new AccountArea(page).open('Profile');
  await ada.letTimePass('11 minutes');
  const downloading = page.waitForEvent('download');

  await page.getByRole('button', { name: 'Download my data' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm it’s you' });
  await dialog.getByLabel('Password', { exact: true }).fill('not the password at all');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Password', { exact: true }).fill(ada.credentials.password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();

  await expect(dialog).toBeHidden();
  await downloading;
  expect(exports).toHaveLength(2);
});

test('does nothing when people cancel', async ({ ada, page }) => {
  const exports = recordRequests(page, 'GET', EXPORT);
  await new AccountArea(page).open('Profile');
  await ada.letTimePass('11 minutes');

  await page.getByRole('button', { name: 'Download my data' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm it’s you' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Download my data' })).toBeEnabled();
  expect(exports).toHaveLength(1);
});
