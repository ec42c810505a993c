import { expect } from '@playwright/test';
import { AccountArea } from './support/account-area.ts';
import { AccountForm } from './support/account-form.ts';
import { test } from './support/portal-test.ts';

test('marks this device, and signs out another one', async ({ ada, openClient, page }) => {
  const elsewhere = await ada.signIn(await openClient());
  const account = new AccountArea(page);
  await account.open('Sessions');
  const devices = account.list('Sessions').getByRole('listitem');
  await expect(devices).toHaveCount(2);
  await expect(devices.filter({ hasText: 'This device' })).toHaveCount(1);
  await expect(devices.first()).toContainText('This device');
  await expect(devices.first().getByRole('button')).toHaveCount(0);

  await devices
    .last()
    .getByRole('button', { name: /^Sign out .+, last used Today, / })
    .click();
  await account.confirm('Sign out');

  await expect(devices).toHaveCount(1);
  await expect(page.getByText('You are signed in on this device only.')).toBeVisible();
  expect((await elsewhere.send('GET', '/users/me')).status()).toBe(401);
  expect((await ada.send('GET', '/users/me')).status()).toBe(200);
});

test('keeps the other device when people think better of it', async ({ ada, openClient, page }) => {
  const elsewhere = await ada.signIn(await openClient());
  const account = new AccountArea(page);
  await account.open('Sessions');

  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await account.confirm('Cancel');

  await expect(account.list('Sessions').getByRole('listitem')).toHaveCount(2);
  expect((await elsewhere.send('GET', '/users/me')).status()).toBe(200);
});

test('signs out everywhere else, and stays signed in here', async ({ ada, openClient, page }) => {
  const others = [await openClient(), await openClient()];
  const elsewhere = await Promise.all(others.map((client) => ada.signIn(client)));
  const account = new AccountArea(page);
  await account.open('Sessions');

  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await account.confirm('Sign out everywhere else');

  await expect(account.list('Sessions').getByRole('listitem')).toHaveCount(1);
  for (const person of elsewhere) {
    expect((await person.send('GET', '/users/me')).status()).toBe(401);
  }
  await page.reload();
  await account.expectPage('Sessions');
});

test('signs out everywhere, here too', async ({ ada, openClient, page }) => {
  const elsewhere = await ada.signIn(await openClient());
  const account = new AccountArea(page);
  await account.open('Sessions');

  await page.getByRole('button', { name: 'Sign out everywhere', exact: true }).click();
  await account.confirm('Sign out everywhere');

  await expect(AccountForm.signIn(page).heading).toBeVisible();
  for (const person of [ada, elsewhere]) {
    expect((await person.send('GET', '/users/me')).status()).toBe(401);
  }
});
