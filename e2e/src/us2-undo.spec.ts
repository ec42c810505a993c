import { expect } from '@playwright/test';
import { takeOverPatience } from './support/patience.ts';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

test('completes a task, and takes it back', async ({ ada, board }) => {
  await ada.createTask({ title: 'Renew the passport' });
  await board.open();

  await board.checkbox('Renew the passport').check();
  await expect.poll(() => ada.tasks()).toMatchObject([{ completed: true }]);
  await board.row('Renew the passport').getByRole('button', { name: 'Undo' }).click();

  await expect(board.checkbox('Renew the passport')).not.toBeChecked();
  await expect.poll(() => ada.tasks()).toMatchObject([{ completed: false }]);
});

test('lets a completed task go from the open ones after a while', async ({ ada, board, page }) => {
  const time = await takeOverPatience(page);
  await ada.createTask({ title: 'Renew the passport' });
  await board.open();
  await board.checkbox('Renew the passport').check();
  await expect(page.getByText('Completed “Renew the passport”')).toBeAttached();
  expect(await ada.tasks()).toMatchObject([{ completed: true }]);
  await expect(board.row('Renew the passport')).toBeVisible();

  await time.pass(10);
  // The next click must not hit another row.
  await expect(board.row('Renew the passport')).toBeVisible();
  await board.heading.hover();

  await expect(board.row('Renew the passport')).toBeHidden();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Completed');
  await expect(board.checkbox('Renew the passport')).toBeChecked();
});

test('ends as the last of several quick clicks says', async ({ ada, board }) => {
  await ada.createTask({ title: 'Renew the passport' });
  await board.open('?status=all');

  await board.checkbox('Renew the passport').click({ clickCount: 3 });

  await expect.poll(() => ada.tasks()).toMatchObject([{ completed: true, version: 4 }]);
  await expect(board.checkbox('Renew the passport')).toBeChecked();
});

test('deletes only what one agrees to delete', async ({ ada, board, page }) => {
  await ada.createTask({ title: 'Renew the passport' });
  const deleted = recordRequests(page, 'DELETE', '/tasks');
  await board.open();
  await board.row('Renew the passport').getByRole('button', { name: 'Delete "Renew the passport"' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete this task?' });
  await expect(question).toContainText('Renew the passport');

  await question.getByRole('button', { name: 'Cancel' }).click();

  await expect(question).toBeHidden();
  await expect(board.row('Renew the passport')).toBeVisible();
  expect(deleted).toEqual([]);
});

test('restores a deleted task where it was', async ({ ada, board }) => {
  await ada.createTask({ title: 'First' });
  await ada.createTask({ title: 'Second', description: 'with a description', tags: ['kept'] });
  await ada.createTask({ title: 'Third' });
  await board.open();
  await board.delete('Second');
  await expect(board.row('Second')).toBeHidden();
  await expect.poll(async () => (await ada.tasks()).length).toBe(2);

  await board.notifications.getByRole('button', { name: 'Undo' }).click();

  await expect.poll(() => board.titles()).toEqual(['Third', 'Second', 'First']);
  await expect
    .poll(() => ada.tasks())
    .toMatchObject([{}, { title: 'Second', description: 'with a description', tags: ['kept'] }, {}]);
});

test('takes the last action back by Ctrl+Z', async ({ ada, board, page }) => {
  await ada.createTask({ title: 'Renew the passport' });
  await board.open();
  await board.delete('Renew the passport');
  await expect(board.notifications).toContainText('Deleted “Renew the passport”');

  await page.keyboard.press('ControlOrMeta+z');

  await expect(board.row('Renew the passport')).toBeVisible();
});

test('keeps the offer to undo while one is about to take it', async ({ ada, board, page }) => {
  const time = await takeOverPatience(page);
  await ada.createTask({ title: 'Renew the passport' });
  await board.open();
  await board.delete('Renew the passport');
  const undo = board.notifications.getByRole('button', { name: 'Undo' });

  await undo.hover();
  await time.pass(60);
  await expect(undo).toBeVisible();

  await board.heading.hover();
  await time.pass(60);
  await expect(undo).toBeHidden();
});
