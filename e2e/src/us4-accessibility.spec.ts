import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectToFit } from './support/accessibility.ts';
import { ACCOUNT_PAGES, AccountArea, type AccountPageName } from './support/account-area.ts';
import type { Person } from './support/person.ts';
import { test } from './support/portal-test.ts';
import { jsonFile, TransferPage } from './support/transfer-page.ts';

/** As long as the name of a token or a person may be, with nowhere to break the line. */
const UNBREAKABLE = 'n'.repeat(100);

test.beforeEach(async ({ ada, openClient }) => {
  const client = await openClient();
  const data = { ...ada.credentials, rememberMe: true };
  const answer = await client.post('/api/v1/auth/login', { data, headers: { 'User-Agent': UNBREAKABLE } });
  expect(answer.status()).toBe(200);
});

for (const name of Object.keys(ACCOUNT_PAGES) as AccountPageName[]) {
  test(`axe finds nothing on the page "${name}", light or dark`, async ({ ada, page }) => {
    await visit(page, ada, name);
    await expectAccessible(page);
  });

  test(`the page "${name}" fits into 320 pixels`, async ({ ada, page }) => {
    await page.setViewportSize({ width: 320, height: 720 });
    await visit(page, ada, name);
    await expectToFit(page, 320);
  });
}

/** Opens a page of the account with everything on it that it can show at the same time. */
async function visit(page: Page, ada: Person, name: AccountPageName): Promise<void> {
  const account = new AccountArea(page);
  if (name === 'Profile') {
    expect((await ada.send('PATCH', '/users/me', { displayName: UNBREAKABLE })).status()).toBe(200);
  }
  await account.open(name);
  if (name === 'Password') {
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByLabel('New password', { exact: true }).fill('password1');
    await expect(page.getByRole('meter', { name: 'Password strength' })).toBeAttached();
    await expect(page.getByLabel('Current password', { exact: true })).toHaveAttribute(
      'aria-invalid',
      'true',
    );
  }
  if (name === 'Access tokens') {
    await account.createToken(UNBREAKABLE, 'Read and change tasks');
  }
  if (name === 'Import and export') {
    await new TransferPage(page).expectRefusal(jsonFile({ title: '', [UNBREAKABLE]: 1 }));
  }
  if (name === 'Delete account') {
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  }
  if (name === 'Sessions' || name === 'Access tokens' || name === 'Security events') {
    await expect(account.list(name).getByRole('listitem').first()).toBeVisible();
  }
}
