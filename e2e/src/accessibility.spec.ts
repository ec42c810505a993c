import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { PAGES } from './support/pages.ts';
import { test } from './support/portal-test.ts';

for (const [name, visit] of Object.entries(PAGES)) {
  test(`axe finds nothing on ${name}, light or dark`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    await visit(page);
    // The size of targets is part of WCAG 2.2 AA, and yet off unless asked for.
    const inLight = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } });
    expect(await violationsOf(inLight)).toEqual([]);

    await page.emulateMedia({ colorScheme: 'dark' });
    const inDark = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']);
    expect(await violationsOf(inDark)).toEqual([]);
  });
}

async function violationsOf(axe: AxeBuilder): Promise<object[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
}

test('tells what changed to those who listen, and shows it to nobody', async ({ board, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await board.open();
  await board.add('Renew the passport');

  const announcement = page.getByText('Added Renew the passport');
  await expect(announcement).toBeAttached();
  const { width, height } = (await announcement.boundingBox())!;
  expect([width, height]).toEqual([1, 1]);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(720);
});
