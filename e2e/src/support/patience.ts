import type { BrowserContext, Page } from '@playwright/test';

/** How many times longer than for people the portal waits in a test. */
const FACTOR = 20;

/**
 * What the portal shows for some seconds must not be gone before a busy machine has come to look at it, so every such
 * wait of a page takes longer. Shorter ones are part of how it works; longer ones are nobody's patience.
 */
export async function stretchPatience(context: BrowserContext): Promise<void> {
  await context.addInitScript((factor) => {
    const { setTimeout } = globalThis;
    const stretched = (handler: TimerHandler, delay = 0, ...args: unknown[]) =>
      setTimeout(handler, delay >= 3_000 && delay < 10_000 ? delay * factor : delay, ...args);
    globalThis.setTimeout = stretched as typeof setTimeout;
  }, FACTOR);
}

/** Lets a test move the time that stretched waits take. Before the page is opened. */
export async function takeOverPatience(page: Page): Promise<{ pass: (seconds: number) => Promise<void> }> {
  await page.clock.install();
  // The clock has just put its own timers in the place of the stretched ones.
  await stretchPatience(page.context());
  return { pass: (seconds) => page.clock.fastForward(seconds * 1_000 * FACTOR) };
}
