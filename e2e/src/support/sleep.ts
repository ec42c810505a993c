import type { Browser } from '@playwright/test';

/**
 * Stops everything that pages of a browser do, as a closed lid does: no timer and no task of theirs runs until
 * they are woken, and the clock goes on. Each worker has a browser of its own, so no other test notices.
 */
export async function putToSleep(browser: Browser): Promise<AsyncDisposable & { wake: () => void }> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const signal = (name: NodeJS.Signals) => renderers.forEach((id) => process.kill(id, name));

  signal('SIGSTOP');
  const wake = () => signal('SIGCONT');
  return {
    wake,
    [Symbol.asyncDispose]: async () => {
      wake();
      await devtools.detach();
    },
  };
}
