import { type BrowserContext, expect } from '@playwright/test';
import { AccountArea } from './support/account-area.ts';
import { Board } from './support/board.ts';
import { test as portalTest } from './support/portal-test.ts';

/** A browser whose console may name files that could not be loaded. */
const test = portalTest.extend<{ plainContext: BrowserContext }>({
  plainContext: async ({ ada: _signedIn, browser, context }, use) => {
    const plain = await browser.newContext({ storageState: await context.storageState() });
    await use(plain);
    await plain.close();
  },
});

const ACCOUNT = { name: /Your account/ };

test('loads a page afresh whose files are gone since an upgrade', async ({ plainContext }) => {
  const page = await plainContext.newPage();
  const board = new Board(page);
  await board.open();
  await plainContext.route('**/chunk-*.js', (route) => route.fulfill({ status: 404 }));
  await plainContext.route('**/account', async (route) => {
    if (route.request().isNavigationRequest()) {
      await plainContext.unroute('**/chunk-*.js');
    }
    await route.fallback();
  });

  await page.getByRole('link', ACCOUNT).click();

  await new AccountArea(page).expectPage('Profile');
  expect(await page.evaluate(() => performance.getEntriesByType('navigation')[0]?.name)).toMatch(
    /\/account$/,
  );
});

test('says so when a page cannot be fetched, and opens it at another try', async ({ plainContext }) => {
  const page = await plainContext.newPage();
  const board = new Board(page);
  await board.open();
  await plainContext.setOffline(true);
  await page.getByRole('link', ACCOUNT).click();
  await expect(board.notifications).toContainText('Taskward cannot be reached right now.');
  await expect(board.heading).toBeVisible();

  await plainContext.setOffline(false);
  await board.notifications.getByRole('button', { name: 'Try again' }).click();

  await new AccountArea(page).expectPage('Profile');
});

test('knows no page at an address that only the router could mean', async ({ ada: _signedIn, page }) => {
  await page.goto('/(a:b)');

  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await expect(page).toHaveURL(/\(a:b\)$/);
});
