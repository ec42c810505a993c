import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type { run, RunOptions } from 'axe-core';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** axe finds nothing on the page as it is, light or dark. */
export async function expectAccessible(page: Page): Promise<void> {
  // Not in a page of its own, as others do it: the portal has no frames to be put together.
  await page.evaluate(AXE);
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await expectStill(page);
  // The size of targets is part of WCAG 2.2 AA, and yet off unless asked for.
  expect(await violationsIn(page, { rules: { 'target-size': { enabled: true } } })).toEqual([]);

  await page.emulateMedia({ colorScheme: 'dark' });
  await expectStill(page);
  expect(await violationsIn(page, { runOnly: ['color-contrast', 'link-in-text-block'] })).toEqual([]);
}

/** Nothing lies beside a screen of this width, and nobody has to scroll sideways. */
export async function expectToFit(page: Page, width: number): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await expect.poll(() => controlsBeside(page, width)).toEqual([]);
}

/** What is on its way in has no colour yet that counts. */
async function expectStill(page: Page): Promise<void> {
  const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running').length;
  await expect.poll(() => page.evaluate(moving)).toBe(0);
}

function violationsIn(page: Page, options: RunOptions): Promise<object[]> {
  return page.evaluate(async (options) => {
    const { axe } = globalThis as unknown as { axe: { run: typeof run } };
    const { violations } = await axe.run(document, { resultTypes: ['violations'], ...options });
    return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
  }, options);
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
