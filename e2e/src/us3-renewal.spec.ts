import { expect, type Page, type Request } from '@playwright/test';
import { expireToken } from './support/expired-token.ts';
import { holdRefresh } from './support/faults.ts';
import { test } from './support/portal-test.ts';
import { nextGrant, recordRefreshes } from './support/refreshes.ts';
import { recordRequests } from './support/requests.ts';

test('keeps people signed in when they come back after the access token expired', async ({
  ada,
  board,
  page,
}) => {
  await board.open();
  await board.add('Renew the passport');
  await page.goto('about:blank');
  await ada.letTimePass('1 hour');

  await board.open();

  await expect(board.row('Renew the passport')).toBeVisible();
});

test('renews the token before it expires, so that nothing is refused', async ({ board, page }) => {
  const answers: number[] = [];
  page.on('response', (answer) => answers.push(answer.status()));
  await page.clock.install();
  const grant = nextGrant(page);
  await board.open();
  const { accessToken, expiresIn } = await grant;

  const renewed = nextGrant(page);
  await page.clock.fastForward(expiresIn * 0.9 * 1_000);
  await renewed;
  await dealWithAnswers(page);
  await expireToken(page, accessToken);
  await board.add('Renew the passport');

  expect(answers.filter((status) => status >= 400)).toEqual([]);
});

test('renews an expired token once for all requests that met it, and sends each once more (US3.1)', async ({
  ada,
  board,
  page,
}) => {
  const titles = ['Renew the passport', 'Book the dentist', 'Water the plants'];
  for (const title of titles) {
    await ada.createTask({ title });
  }
  const grant = nextGrant(page);
  await board.open();
  const renewal = await holdRefresh(page);
  await expireToken(page, (await grant).accessToken);
  const refreshes = recordRefreshes(page.context());
  const completions = recordRequests(page, 'PATCH', '/tasks');

  for (const title of titles) {
    await board.checkbox(title).click();
  }
  await expect.poll(() => statusesOf(completions)).toEqual([401, 401, 401]);
  await renewal.met;
  renewal.release();

  await expect.poll(() => statusesOf(completions)).toEqual([401, 401, 401, 200, 200, 200]);
  expect(refreshes).toHaveLength(1);
  expect(await ada.tasks()).toMatchObject(titles.map(() => ({ completed: true, version: 2 })));
});

async function statusesOf(requests: Request[]): Promise<(number | undefined)[]> {
  const answers = await Promise.all(requests.map((request) => request.response()));
  return answers.map((answer) => answer?.status());
}

/** Resolves when the page has dealt with the answers that have arrived: a later one has been dealt with too. */
async function dealWithAnswers(page: Page): Promise<void> {
  await page.evaluate(async () => (await fetch('/health/live')).text());
}
