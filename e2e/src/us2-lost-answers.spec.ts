import { expect, type Page } from '@playwright/test';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

/** Lets the server make the next task, and loses its answer. */
async function loseNextAnswer(page: Page): Promise<void> {
  await page.route(
    '**/api/v1/tasks',
    async (route) => {
      expect((await route.fetch()).status()).toBe(201);
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
}

test('makes one task though the answer got lost and one tries again', async ({ ada, board, page }) => {
  await board.open();
  const sent = recordRequests(page, 'POST', '/tasks');
  await loseNextAnswer(page);
  await board.capture.fill('Renew the passport');
  await board.capture.press('Enter');
  await expect(page.getByRole('alert')).toContainText('1 task is not saved yet.');
  expect(await ada.tasks()).toHaveLength(1);

  await page.getByRole('button', { name: 'Try again' }).click();

  await expect(board.row('Renew the passport')).toBeVisible();
  expect(sent).toHaveLength(2);
  expect(await ada.tasks()).toHaveLength(1);
});

test('makes one task of a dialog though the answer got lost', async ({ ada, board, page }) => {
  await board.open();
  await loseNextAnswer(page);
  await page.getByRole('button', { name: 'Add with details' }).click();
  await board.dialog.getByRole('textbox', { name: 'Title' }).fill('Renew the passport');
  await board.dialog.getByRole('textbox', { name: 'Description' }).fill('Photos first');
  const save = board.dialog.getByRole('button', { name: 'Save' });
  await save.click();
  await expect(board.dialog.getByRole('alert')).toContainText('cannot be reached');
  expect(await ada.tasks()).toHaveLength(1);

  await save.click();

  await expect(board.dialog).toBeHidden();
  await expect(board.row('Renew the passport')).toBeVisible();
  expect(await ada.tasks()).toMatchObject([{ description: 'Photos first' }]);
});

test('makes two tasks of the same words when one writes them twice', async ({ ada, board }) => {
  await board.open();
  await board.add('Water the plants');
  await board.capture.fill('Water the plants');
  await board.capture.press('Enter');

  await expect(board.checkboxes).toHaveCount(2);
  expect(await ada.tasks()).toHaveLength(2);
});
