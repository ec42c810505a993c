import { expect, type Page } from '@playwright/test';

/** Milliseconds between two ticks of a page. */
const TICK = 50;

/** What the functions below leave in the page. */
interface Records {
  clickedAt?: number;
  endedAt?: number;
  ticks: number[];
}

/** The milliseconds since 1970 of the next click in a page. Ask for them when it is over. */
export async function recordClick(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const record = () => Object.assign(globalThis, { clickedAt: Date.now() });
    addEventListener('click', record, { capture: true, once: true });
  });
  return async () => (await page.evaluate(() => (globalThis as unknown as Records).clickedAt))!;
}

/**
 * How long it takes from an instant on until a text is gone from a page, in milliseconds by the ticks of that page: a
 * time in which the machine did not let it run does not count.
 */
export async function recordEnd(page: Page, text: string): Promise<(from: number) => Promise<number>> {
  await page.evaluate(
    ({ text, tick }) => {
      const records = Object.assign(globalThis, { ticks: [] as number[] });
      const ticking = setInterval(() => records.ticks.push(Date.now()), tick);
      const observer = new MutationObserver(() => {
        if (!document.body.textContent.includes(text)) {
          clearInterval(ticking);
          observer.disconnect();
          Object.assign(records, { endedAt: Date.now() });
        }
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    },
    { text, tick: TICK },
  );
  const records = () =>
    page.evaluate(() => (({ endedAt, ticks }) => ({ endedAt, ticks }))(globalThis as unknown as Records));
  return async (from) => {
    await expect.poll(async () => (await records()).endedAt).toBeDefined();
    const { endedAt, ticks } = await records();
    return ticks.filter((tick) => tick > from && tick <= endedAt!).length * TICK;
  };
}
