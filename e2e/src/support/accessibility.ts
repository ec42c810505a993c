import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** axe finds nothing on the page as it is, light or dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  // The size of targets is part of WCAG 2.2 AA, and yet off unless asked for.
  const inLight = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } });
  expect(await violationsOf(inLight)).toEqual([]);

  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']);
  expect(await violationsOf(inDark)).toEqual([]);
}

/** Nothing lies beside a screen of this width, and nobody has to scroll sideways. */
export async function expectToFit(page: Page, width: number): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  expect(await controlsBeside(page, width)).toEqual([]);
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
