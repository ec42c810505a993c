import { expect, type Page } from '@playwright/test';
import { AccountArea } from './support/account-area.ts';
import { Board } from './support/board.ts';
import { test } from './support/portal-test.ts';

/** Answers every new task as a proxy does whose server is down, until `restore` is called. */
async function breakCreation(page: Page): Promise<{ restore: () => Promise<void> }> {
  const answer = { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' };
  await page.route('**/api/v1/tasks', (route) =>
    route.request().method() === 'POST' ? route.fulfill(answer) : route.fallback(),
  );
  return { restore: () => page.unroute('**/api/v1/tasks') };
}

async function capture({ capture }: Board, title: string): Promise<void> {
  await capture.fill(title);
  await capture.press('Enter');
}

test('keeps what was captured across a reload, and saves it by itself', async ({
  ada,
  board,
  context,
  page,
}) => {
  const server = await breakCreation(page);
  await board.open();
  await capture(board, 'Renew the passport');
  await expect(page.getByText('1 task is not saved yet.')).toBeVisible();
  await board.open();
  await expect(page.getByText('1 task is not saved yet.')).toBeVisible();
  await expect(page.getByText('Renew the passport')).toBeVisible();

  await server.restore();
  await context.setOffline(true);
  await context.setOffline(false);

  await expect(board.row('Renew the passport')).toBeVisible();
  await expect(page.getByText('not saved yet')).toBeHidden();
  expect(await ada.tasks()).toHaveLength(1);
});

test('saves what was captured offline once the connection is back, whatever page one is on', async ({
  ada,
  board,
  context,
  page,
}) => {
  const account = new AccountArea(page);
  await account.open('Profile');
  await page.getByRole('link', { name: 'Taskward' }).click();
  await expect(board.heading).toBeVisible();
  await context.setOffline(true);
  await capture(board, 'Renew the passport');
  await capture(board, 'Water the plants');
  await expect(page.getByText('2 tasks are not saved yet.')).toBeVisible();
  await page.getByRole('link', { name: /Your account/ }).click();
  await account.expectPage('Profile');

  await context.setOffline(false);

  await expect
    .poll(() => ada.tasks())
    .toMatchObject([{ title: 'Water the plants' }, { title: 'Renew the passport' }]);
});

test('keeps captured tasks in sight when another view cannot be loaded', async ({
  ada,
  board,
  context,
  page,
}) => {
  await ada.createTask({ title: 'Paint the fence' });
  await board.open();
  await context.setOffline(true);
  await capture(board, 'Renew the passport');
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Due date');
  await expect(page.getByRole('alert').filter({ hasText: 'This view could not be loaded' })).toBeVisible();
  await capture(board, 'Water the plants');
  await expect(page.getByText('Renew the passport')).toBeVisible();
  await expect(page.getByText('Water the plants')).toBeVisible();
  await expect(board.row('Paint the fence')).toBeVisible();

  await context.setOffline(false);

  await expect(board.row('Renew the passport')).toBeVisible();
  await expect(board.row('Water the plants')).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('asks before a sign-out that would lose a captured task', async ({ board, page }) => {
  await breakCreation(page);
  await board.open();
  await capture(board, 'Renew the passport');
  const signOut = page.getByRole('button', { name: 'Sign out', exact: true });
  await signOut.click();
  const question = page.getByRole('alertdialog', { name: '1 task is not saved yet' });
  await question.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(page.getByText('Renew the passport')).toBeVisible();

  await signOut.click();
  await question.getByRole('button', { name: 'Sign out anyway' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test('leaves what one tab is writing to that tab, until it is closed', async ({
  ada,
  board,
  context,
  page,
}) => {
  await board.open();
  await board.capture.fill('Renew the passport');
  const beside = new Board(await context.newPage());
  await beside.open();
  await expect(beside.capture).toHaveValue('');
  await page.reload();
  await expect(board.capture).toHaveValue('Renew the passport');

  await page.close({ runBeforeUnload: true });
  await expect.poll(() => context.pages()).toHaveLength(1);
  await beside.page.reload();

  await expect(beside.capture).toHaveValue('Renew the passport');
  expect(await ada.tasks()).toEqual([]);
});

test('keeps as a new task what was typed for one that was deleted elsewhere', async ({
  ada,
  board,
  page,
}) => {
  const { id } = await ada.createTask({ title: 'Paint the fence' });
  await board.open();
  await board.edit('Paint the fence');
  await board.dialog.getByRole('textbox', { name: 'Title' }).fill('Paint the gate');
  await ada.send('DELETE', `/tasks/${id}`);
  await board.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(board.dialog.getByText('This task was deleted somewhere else')).toBeVisible();

  await board.dialog.getByRole('button', { name: 'Keep as a new task' }).click();

  await expect(board.row('Paint the gate')).toBeVisible();
  await expect(page.getByText('Paint the fence')).toBeHidden();
  expect(await ada.tasks()).toMatchObject([{ title: 'Paint the gate' }]);
});
