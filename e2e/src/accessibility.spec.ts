import { expect } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { PAGES } from './support/pages.ts';
import { test } from './support/portal-test.ts';

for (const [name, visit] of Object.entries(PAGES)) {
  test(`axe finds nothing on ${name}, light or dark`, async ({ page }) => {
    await visit(page);
    await expectAccessible(page);
  });
}

test('tells what changed to those who listen, and shows it to nobody', async ({ board, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await board.open();
  await board.add('Renew the passport');

  const announcement = page.getByText('Added “Renew the passport”');
  await expect(announcement).toBeAttached();
  const { width, height } = (await announcement.boundingBox())!;
  expect([width, height]).toEqual([1, 1]);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(720);
});
