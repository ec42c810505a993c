import type { Page, Route } from '@playwright/test';

const REFRESH = '**/api/v1/auth/refresh';

/** Lets the server do what is asked and loses its answer, cookies included. */
export async function loseAnswer(route: Route): Promise<void> {
  const request = route.request();
  const cookies = await request.frame().page().context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  // Not `route.fetch`, which would give the browser the cookies of the answer.
  const answer = await fetch(request.url(), {
    method: request.method(),
    headers: { cookie, 'x-taskward-csrf': '1' },
  });
  if (!answer.ok) {
    throw new Error(`The server answered ${answer.status}`);
  }
  await route.abort('connectionreset');
}

/** Lets nothing but `answer` come of the refreshes of a page, until `restore` is called. */
export async function breakRefresh(
  page: Page,
  answer: (route: Route) => Promise<void>,
): Promise<{ restore: () => Promise<void> }> {
  await page.route(REFRESH, answer);
  return { restore: () => page.unroute(REFRESH) };
}

/** Keeps the refreshes of a page waiting: `met` resolves at the first one, `release` lets all of them go. */
export async function holdRefresh(page: Page): Promise<{ met: Promise<void>; release: () => void }> {
  const met = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  await page.route(REFRESH, async (route) => {
    met.resolve();
    await released.promise;
    await route.continue();
  });
  return { met: met.promise, release: released.resolve };
}
