import { expect } from '@playwright/test';
import { ACCOUNT_PAGES } from './support/account-area.ts';
import { signedInPages } from './support/portal-routes.ts';
import { test } from './support/portal-test.ts';

const PAGES = signedInPages();

test('the pages of people who are signed in are known from the router', () => {
  expect(PAGES).toEqual(expect.arrayContaining(['/tasks', ...Object.values(ACCOUNT_PAGES)]));
});

for (const path of PAGES) {
  for (const width of [1280, 320]) {
    test(`shows how to sign out on ${path}, ${width} pixels wide`, async ({ ada: _signedIn, page }) => {
      await page.setViewportSize({ width, height: 720 });
      await page.goto(path);
      await expect(page).toHaveURL(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

      const signOut = page.getByRole('banner').getByRole('button', { name: 'Sign out', exact: true });
      await expect(signOut).toBeVisible();
      await expect(signOut).toBeInViewport({ ratio: 1 });
      await page.mouse.wheel(0, 10_000);
      await expect(signOut).toBeInViewport({ ratio: 1 });
      await signOut.click();
      await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    });
  }
}
