import { type BrowserContext, expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { Board } from './support/board.ts';
import { holdRefresh } from './support/faults.ts';
import { test } from './support/portal-test.ts';
import { nextGrant, recordRefreshes } from './support/refreshes.ts';
import { recordClick, recordEnd } from './support/stopwatch.ts';

test.beforeEach(({ ada }) => ada.createTask({ title: 'Burn the letters' }));

test('ends the session: no cookie stays, nothing stored, and every earlier token is refused (US3.3)', async ({
  ada,
  board,
  context,
  page,
}) => {
  const grant = nextGrant(page);
  await board.open();
  const { accessToken } = await grant;
  const left = page.waitForResponse('**/auth/logout');

  await board.signOut();
  await left;

  await expectNoCookies(context);
  const remembered = async () => {
    const { origins } = await context.storageState({ indexedDB: true });
    return origins.flatMap(({ localStorage }) => localStorage.map(({ name }) => name));
  };
  await expect.poll(remembered).toEqual(['taskward.theme']);
  for (const token of [accessToken, ada.accessToken]) {
    const answer = await page.request.get('/api/v1/tasks', { headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status()).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'SESSION_ENDED' });
  }
});

test('stays signed out after a reload, and asks for no session', async ({ board, context, page }) => {
  await board.open();
  const left = page.waitForResponse('**/auth/logout');
  await board.signOut();
  await left;
  const refreshes = recordRefreshes(context);

  await page.goto('/tasks');

  await expect(AccountForm.signIn(page).heading).toBeVisible();
  expect(refreshes).toEqual([]);
});

test('signs every tab out within two seconds', async ({ board, context }) => {
  const others = [new Board(await context.newPage()), new Board(await context.newPage())];
  for (const each of [board, ...others]) {
    await each.open();
    await expect(each.row('Burn the letters')).toBeVisible();
  }

  const click = await recordClick(board.page);
  const ends = await Promise.all(others.map(({ page }) => recordEnd(page, 'Burn the letters')));

  await board.signOut();

  const clicked = await click();
  for (const end of ends) {
    expect(await end(clicked)).toBeLessThanOrEqual(2_000);
  }
  for (const { page } of others) {
    await expect(AccountForm.signIn(page).heading).toBeVisible();
    await expect(page.getByText('Burn the letters')).toBeHidden();
  }
});

test('signs a tab out that is just starting', async ({ board, context }) => {
  await board.open();
  const page = await context.newPage();
  const start = await holdRefresh(page);
  await page.goto('/tasks');
  await start.met;
  // The server hears of it late, so only the other tab can tell.
  await board.page.route('**/auth/logout', () => undefined);

  await board.signOut();
  start.release();

  await expect(AccountForm.signIn(page).heading).toBeVisible();
  await expect(page.getByText('Burn the letters')).toBeHidden();
});

test('leaves no trace of the tasks in the page, nor on the way back', async ({ board, page }) => {
  await board.open();
  await board.checkbox('Burn the letters').check();
  await board.add('Burn the ashes');
  await board.delete('Burn the ashes');
  await expect(board.notifications).toContainText('Burn the ashes');
  await board.signOut();
  await expect(page.locator('body')).not.toContainText('Burn');

  await page.goBack();

  await expect(AccountForm.signIn(page).heading).toBeVisible();
  await expect(page.locator('body')).not.toContainText('Burn');
});

test('signs out here at once when the server cannot be reached, and there as soon as it can', async ({
  ada,
  board,
  context,
  page,
}) => {
  await board.open();
  await page.route('**/auth/logout', (route) => route.abort());

  await board.signOut();
  await expect(board.notifications).toContainText('You are signed out in this browser.');
  expect((await ada.send('GET', '/users/me')).status()).toBe(200);

  await page.unroute('**/auth/logout');
  await page.reload();
  await expect.poll(async () => (await ada.send('GET', '/users/me')).status()).toBe(401);
  await expect(AccountForm.signIn(page).heading).toBeVisible();
  await expectNoCookies(context);
});

async function expectNoCookies(context: BrowserContext): Promise<void> {
  await expect.poll(() => context.cookies()).toEqual([]);
}
