import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { ACCOUNT_PAGES, AccountArea, type AccountPageName } from './support/account-area.ts';
import type { Person } from './support/person.ts';
import { test } from './support/portal-test.ts';

for (const name of Object.keys(ACCOUNT_PAGES) as AccountPageName[]) {
  test(`axe finds nothing on the page "${name}", light or dark`, async ({ ada, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    await visit(page, ada, name);
    // The size of targets is part of WCAG 2.2 AA, and yet off unless asked for.
    const inLight = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } });
    expect(await violationsOf(inLight)).toEqual([]);

    await page.emulateMedia({ colorScheme: 'dark' });
    const inDark = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']);
    expect(await violationsOf(inDark)).toEqual([]);
  });

  test(`the page "${name}" fits into 320 pixels`, async ({ ada, page }) => {
    await page.setViewportSize({ width: 320, height: 720 });
    await visit(page, ada, name);

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await controlsBeside(page, 320)).toEqual([]);
  });
}

/** Opens a page of the account with everything on it that it can show at the same time. */
async function visit(page: Page, ada: Person, name: AccountPageName): Promise<void> {
  const account = new AccountArea(page);
  if (name === 'Sessions') {
    await ada.signIn(page.context().request);
  }
  await account.open(name);
  if (name === 'Password') {
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByLabel('Current password', { exact: true })).toHaveAttribute(
      'aria-invalid',
      'true',
    );
  }
  if (name === 'Access tokens') {
    await account.createToken(
      'Nightly build of the documentation and of everything else',
      'Read and change tasks',
    );
  }
  if (name === 'Delete account') {
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  }
  if (name === 'Sessions' || name === 'Access tokens' || name === 'Security events') {
    await expect(account.list(name).getByRole('listitem').first()).toBeVisible();
  }
}

async function violationsOf(axe: AxeBuilder): Promise<object[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
}

/** Controls that lie beside the screen. A hidden checkbox is reached by its label. */
function controlsBeside(page: Page, width: number): Promise<string[]> {
  const controls = page.locator('button:visible, a:visible, input:visible, select:visible, textarea:visible');
  return controls.evaluateAll(
    (elements, width) =>
      elements
        .map((element) => element.closest('label') ?? element)
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left < 0 || right > width;
        })
        .map((element) => element.outerHTML),
    width,
  );
}
