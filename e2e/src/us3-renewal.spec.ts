import { expect, type Request } from '@playwright/test';
import { shortLivedServer } from '../servers.ts';
import { holdRefresh } from './support/faults.ts';
import { test } from './support/portal-test.ts';
import { nextAccessToken, recordRefreshes } from './support/refreshes.ts';
import { recordRequests } from './support/requests.ts';

test.use({ baseURL: shortLivedServer.url });

test('keeps people signed in when they come back after the access token expired', async ({
  ada,
  board,
  page,
}) => {
  await board.open();
  await board.add('Renew the passport');
  await page.goto('about:blank');
  await ada.untilExpired();

  await board.open();

  await expect(board.row('Renew the passport')).toBeVisible();
});

test('renews the token before it expires, so that nothing is refused', async ({ ada, board, page }) => {
  const answers: number[] = [];
  page.on('response', (answer) => answers.push(answer.status()));
  await board.open();
  await ada.untilExpired();

  await board.add('Renew the passport');

  expect(answers.filter((status) => status >= 400)).toEqual([]);
});

test('renews an expired token once for all requests that met it, and sends each once more (US3.1)', async ({
  ada,
  board,
  openBrowser,
  page,
}) => {
  const titles = ['Renew the passport', 'Book the dentist', 'Water the plants'];
  for (const title of titles) {
    await ada.createTask({ title });
  }
  const accessToken = nextAccessToken(page);
  await board.open();
  const renewal = await holdRefresh(page);
  await ada.untilExpired(await accessToken);
  await renewal.met;
  const refreshes = recordRefreshes(page.context());
  const completions = recordRequests(page, 'PATCH', '/tasks');

  for (const title of titles) {
    await board.checkbox(title).click();
  }
  await expect.poll(() => statusesOf(completions)).toEqual([401, 401, 401]);
  renewal.release();

  await expect.poll(() => statusesOf(completions)).toEqual([401, 401, 401, 200, 200, 200]);
  expect(refreshes).toHaveLength(1);
  const afterwards = await ada.signIn((await openBrowser()).request);
  expect(await afterwards.tasks()).toMatchObject(titles.map(() => ({ completed: true, version: 2 })));
});

async function statusesOf(requests: Request[]): Promise<(number | undefined)[]> {
  const answers = await Promise.all(requests.map((request) => request.response()));
  return answers.map((answer) => answer?.status());
}
