import { expect, type Page } from '@playwright/test';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

const TASKS = '**/api/v1/tasks**';

/** Answers requests of one method with an error page as a broken proxy would, until `restore` is called. */
async function breakTasks(page: Page, method: string): Promise<{ restore: () => Promise<void> }> {
  await page.route(TASKS, (route) =>
    route.request().method() === method
      ? route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1> at nginx:42' })
      : route.fallback(),
  );
  return { restore: () => page.unroute(TASKS) };
}

test('says kindly that the tasks could not be loaded, and tries again', async ({ ada, board, page }) => {
  await ada.createTask({ title: 'Renew the passport' });
  const server = await breakTasks(page, 'GET');
  await board.open();

  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Your tasks could not be loaded');
  await expect(alert).toContainText('Taskward cannot be reached right now. Try again in a moment.');
  await expect(page.getByText('nginx')).toBeHidden();
  await server.restore();
  await alert.getByRole('button', { name: 'Try again' }).click();

  await expect(board.row('Renew the passport')).toBeVisible();
  await expect(alert).toBeHidden();
});

test('keeps a new task that could not be saved until it is', async ({ ada, board, page }) => {
  const server = await breakTasks(page, 'POST');
  await board.open();
  await board.capture.fill('Renew the passport');
  await board.capture.press('Enter');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('1 task is not saved yet.');
  await expect(page.getByText('Renew the passport')).toBeVisible();

  await server.restore();
  await page.getByRole('button', { name: 'Try again' }).click();

  await expect(board.row('Renew the passport')).toBeVisible();
  await expect(alert).toBeHidden();
  expect(await ada.tasks()).toHaveLength(1);
});

test('takes a completion back that the server refused, and tries again', async ({ ada, board, page }) => {
  await ada.createTask({ title: 'Renew the passport' });
  const server = await breakTasks(page, 'PATCH');
  await board.open();

  await board.checkbox('Renew the passport').click();
  await expect(board.notifications).toContainText('“Renew the passport” could not be completed.');
  await expect(board.checkbox('Renew the passport')).not.toBeChecked();

  await server.restore();
  await board.notifications.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => ada.tasks()).toMatchObject([{ completed: true }]);
  await expect(board.checkbox('Renew the passport')).toBeChecked();
});

test('puts a task back that could not be deleted', async ({ ada, board, page }) => {
  await ada.createTask({ title: 'Renew the passport' });
  await breakTasks(page, 'DELETE');
  await board.open();

  await board.delete('Renew the passport');

  await expect(board.notifications).toContainText('“Renew the passport” could not be deleted.');
  await expect(board.row('Renew the passport')).toBeVisible();
});

test('keeps a dialog open with everything typed when saving fails, and saves at the next try', async ({
  ada,
  board,
  page,
}) => {
  await ada.createTask({ title: 'Renew the passport' });
  const server = await breakTasks(page, 'PATCH');
  await board.open();
  await board.edit('Renew the passport');
  const description = board.dialog.getByRole('textbox', { name: 'Description' });
  await description.fill('Photos first');

  await board.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(board.dialog.getByRole('alert')).toContainText('Taskward cannot be reached right now.');
  await expect(description).toHaveValue('Photos first');

  await server.restore();
  await board.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(board.dialog).toBeHidden();
  expect(await ada.tasks()).toMatchObject([{ description: 'Photos first' }]);
});

test('shows that it is loading while the server takes its time', async ({ ada, board, page }) => {
  await ada.createTask({ title: 'Renew the passport' });
  const answers = Promise.withResolvers<void>();
  await page.route(TASKS, async (route) => {
    await answers.promise;
    await route.fallback();
  });
  await board.visit();
  await expect(board.loading).toBeAttached();

  answers.resolve();

  await expect(board.row('Renew the passport')).toBeVisible();
  await expect(page.getByText('Loading tasks')).toBeHidden();
});

test('tells when the browser is offline, and when it is back', async ({ board, context, page }) => {
  await board.open();
  const banner = page.getByRole('status').filter({ hasText: 'You are offline' });

  await context.setOffline(true);
  await expect(banner).toBeVisible();

  await context.setOffline(false);
  await expect(banner).toBeHidden();
});

test('renders no task of a page that is not found', async ({ ada: _signedIn, page }) => {
  const asked = recordRequests(page, 'GET', '/tasks');
  await page.goto('/nowhere/at/all');

  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to your tasks' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tasks' })).toBeVisible();
  await expect.poll(() => asked).toHaveLength(1);
});
