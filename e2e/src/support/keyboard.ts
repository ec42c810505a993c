import type { Locator, Page } from '@playwright/test';

/** Goes on by the Tab key as a person would, until the control one looks for has the focus. */
export async function tabTo(target: Locator): Promise<void> {
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 40; presses++) {
    if (await hasFocus()) {
      return;
    }
    await target.page().keyboard.press('Tab');
  }
  throw new Error(`40 times Tab did not lead to ${target.toString()}`);
}

export async function typeInto(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.type(text);
}

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
}
