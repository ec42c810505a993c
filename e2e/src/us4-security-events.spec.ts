import { expect } from '@playwright/test';
import { AccountArea } from './support/account-area.ts';
import { test } from './support/portal-test.ts';

test('lists what was done, the latest first', async ({ ada, openClient, page }) => {
  const client = await openClient();
  const data = { ...ada.credentials, password: 'not the password at all' };
  expect((await client.post('/api/v1/auth/login', { data })).status()).toBe(401);
  const account = new AccountArea(page);
  await account.open('Access tokens');
  await account.createToken('Nightly build', 'Read tasks');
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByRole('button', { name: 'Revoke "Nightly build"' }).click();
  await account.confirm('Revoke');
  await expect(page.getByRole('heading', { name: 'No access tokens' })).toBeVisible();
  await account.goTo('Password');
  await account.changePassword(ada.credentials.password, 'a long enough passphrase');
  await expect(account.notifications).toContainText('Your password is changed.');

  await account.goTo('Security events');

  await expect(account.list('Security events').getByRole('listitem')).toContainText([
    'You changed your password.',
    'You revoked an access token.',
    'You created an access token.',
    'A wrong password was entered.',
    'You created your account.',
  ]);
});
