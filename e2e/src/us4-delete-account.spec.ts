import { expect } from '@playwright/test';
import { AccountArea } from './support/account-area.ts';
import { AccountForm } from './support/account-form.ts';
import { test } from './support/portal-test.ts';

test('deletes the account for good, and says farewell', async ({ ada, context, page }) => {
  await new AccountArea(page).open('Delete account');
  await page.getByLabel('Password', { exact: true }).fill(ada.credentials.password);
  await page.getByRole('checkbox', { name: 'I understand that this cannot be undone.' }).check();
  await page.getByRole('button', { name: 'Delete my account' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Your account is deleted' })).toBeVisible();
  await expect.poll(() => context.cookies()).toEqual([]);
  expect((await ada.send('GET', '/users/me')).status()).toBe(401);

  const form = await AccountForm.signIn(page).open();
  await form.send(ada.credentials);
  await expect(form.alert).toContainText('do not match');
});

test('deletes nothing without the box ticked and the right password', async ({ ada, page }) => {
  await new AccountArea(page).open('Delete account');
  const password = page.getByLabel('Password', { exact: true });
  const understood = page.getByRole('checkbox', { name: 'I understand that this cannot be undone.' });
  const submit = page.getByRole('button', { name: 'Delete my account' });

  await password.fill(ada.credentials.password);
  await submit.click();
  await expect(understood).toBeFocused();
  await expect(understood).toHaveAccessibleDescription('Tick the box to go on.');

  await understood.check();
  await password.fill('not the password at all');
  await submit.click();
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  expect((await ada.send('GET', '/users/me')).status()).toBe(200);
});
