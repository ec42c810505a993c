import { expect, type Route } from '@playwright/test';
import { expireToken } from './support/expired-token.ts';
import { breakRefresh } from './support/faults.ts';
import { test } from './support/portal-test.ts';
import { nextGrant } from './support/refreshes.ts';

const problem =
  (status: number, code: string, headers = {}) =>
  (route: Route) =>
    route.fulfill({
      status,
      headers,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status, code }),
    });

const OUTAGES: Record<string, (route: Route) => Promise<void>> = {
  'is busy (503)': problem(503, 'UNAVAILABLE', { 'Retry-After': '1' }),
  'asks for patience (429)': problem(429, 'RATE_LIMITED', { 'Retry-After': '60' }),
};

for (const [outage, answer] of Object.entries(OUTAGES)) {
  test(`keeps the session at the start when the server ${outage}`, async ({ ada, board, page }) => {
    await ada.createTask({ title: 'Renew the passport' });
    const refreshes = await breakRefresh(page, answer);
    await page.goto('/tasks?sort=title');
    await expect(page.getByRole('heading', { name: 'Taskward cannot be reached' })).toBeVisible();
    await expect(page.getByText('You are still signed in.')).toBeVisible();

    await refreshes.restore();
    await page.getByRole('button', { name: 'Try again' }).click();

    await expect(board.row('Renew the passport')).toBeVisible();
    await expect(page).toHaveURL('/tasks?sort=title');
  });
}

test('comes back by itself as soon as the network does', async ({ ada, board, context, page }) => {
  await ada.createTask({ title: 'Renew the passport' });
  const refreshes = await breakRefresh(page, (route) => route.abort('internetdisconnected'));
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { name: 'Taskward cannot be reached' })).toBeVisible();

  await refreshes.restore();
  await context.setOffline(true);
  await context.setOffline(false);

  await expect(board.row('Renew the passport')).toBeVisible();
});

test('keeps board and session while an expired token cannot be renewed, and goes on later', async ({
  ada,
  board,
  page,
}) => {
  await ada.createTask({ title: 'Renew the passport' });
  const grant = nextGrant(page);
  await board.open();
  const refreshes = await breakRefresh(page, problem(503, 'UNAVAILABLE', { 'Retry-After': '60' }));
  await expireToken(page, (await grant).accessToken);

  await board.checkbox('Renew the passport').click();
  await expect(board.notifications).toContainText('“Renew the passport” could not be completed.');
  await expect(board.row('Renew the passport')).toBeVisible();

  await refreshes.restore();
  await board.notifications.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => ada.tasks()).toMatchObject([{ completed: true }]);
  await expect(board.checkbox('Renew the passport')).toBeChecked();
});
