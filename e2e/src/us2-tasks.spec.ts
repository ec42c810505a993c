import { expect } from '@playwright/test';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

test('adds a task by Enter and keeps it over a reload', async ({ board, page }) => {
  await board.open();

  await board.add('Renew the passport');
  await board.add('Book the dentist');

  await expect(board.capture).toHaveValue('');
  await expect(board.capture).toBeFocused();
  expect(await board.titles()).toEqual(['Book the dentist', 'Renew the passport']);
  await page.reload();
  await expect(board.row('Renew the passport')).toBeVisible();
});

test('makes one task of a double click', async ({ ada, board, page }) => {
  const created = recordRequests(page, 'POST', '/tasks');
  await board.open();
  await board.capture.fill('Water the plants');

  await page.getByRole('button', { name: 'Add task' }).dblclick();

  await expect(board.row('Water the plants')).toHaveCount(1);
  expect(created).toHaveLength(1);
  expect(await ada.tasks()).toHaveLength(1);
});

test('makes one task of a double Enter, while the first is still on its way', async ({
  ada,
  board,
  page,
}) => {
  const answers = Promise.withResolvers<void>();
  await page.route('**/api/v1/tasks', async (route) => {
    if (route.request().method() === 'POST') {
      await answers.promise;
    }
    await route.continue();
  });
  await board.open();
  await board.capture.fill('Water the plants');

  await board.capture.press('Enter');
  await board.capture.press('Enter');
  answers.resolve();

  await expect(board.row('Water the plants')).toBeVisible();
  expect(await ada.tasks()).toHaveLength(1);
});

test('adds a task with all its details', async ({ ada, board, page }) => {
  await board.open();
  await board.capture.fill('Paint the fence');
  await page.getByRole('button', { name: 'Add with details' }).click();

  await board.dialog.getByRole('textbox', { name: 'Description' }).fill('Two layers\nof white');
  await board.dialog.getByRole('combobox', { name: 'Priority' }).selectOption('High');
  await board.dialog.getByLabel('Due date').fill('2030-02-01');
  await board.dialog.getByRole('textbox', { name: 'Tags' }).fill('garden,summer');
  await board.dialog.getByRole('button', { name: 'Save' }).click();

  await expect(board.row('Paint the fence')).toContainText('#garden');
  await expect(board.capture).toHaveValue('');
  expect(await ada.tasks()).toMatchObject([
    {
      title: 'Paint the fence',
      description: 'Two layers\nof white',
      priority: 'high',
      dueDate: '2030-02-01',
      tags: ['garden', 'summer'],
    },
  ]);
});

test('changes what one edits and leaves the rest alone', async ({ ada, board }) => {
  await ada.createTask({ title: 'Paint the fence', description: 'white', tags: ['garden'] });
  await board.open();

  await board.edit('Paint the fence');
  await board.dialog.getByRole('textbox', { name: 'Title' }).fill('Paint the shed');
  await board.dialog.getByRole('button', { name: 'Save' }).click();

  await expect(board.row('Paint the shed')).toBeVisible();
  await expect(board.dialog).toBeHidden();
  expect(await ada.tasks()).toMatchObject([
    { title: 'Paint the shed', description: 'white', tags: ['garden'] },
  ]);
});

test('checks a task before it is sent', async ({ ada, board, page }) => {
  await ada.createTask({ title: 'Paint the fence' });
  const sent = recordRequests(page, 'PATCH', '/tasks');
  await board.open();
  await board.edit('Paint the fence');
  const title = board.dialog.getByRole('textbox', { name: 'Title' });

  await title.fill('   ');
  await board.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(title).toHaveAccessibleDescription('Give the task a title.');
  await expect(title).toBeFocused();

  await title.fill('x'.repeat(201));
  await board.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(title).toHaveAccessibleDescription('Use at most 200 characters.');
  expect(sent).toEqual([]);
});

test('asks before it throws away what was changed in a dialog', async ({ ada, board, page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await ada.createTask({ title: 'Paint the fence' });
  await board.open();
  await board.edit('Paint the fence');
  const title = board.dialog.getByRole('textbox', { name: 'Title' });
  const question = page.getByRole('alertdialog', { name: 'Discard changes?' });
  await title.fill('Paint the shed');

  await page.keyboard.press('Escape');
  await expect(question).toBeInViewport({ ratio: 1 });
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(title).toHaveValue('Paint the shed');
  await expect(title).toBeFocused();

  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(board.dialog).toBeHidden();
  await expect(board.row('Paint the fence')).toBeVisible();
});
