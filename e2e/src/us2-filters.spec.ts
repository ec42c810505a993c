import { expect } from '@playwright/test';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

test.beforeEach(async ({ ada }) => {
  await ada.createTask({ title: 'Buy paint', tags: ['garden'], priority: 'high', dueDate: '2020-01-01' });
  await ada.createTask({ title: 'Answer Mira', tags: ['people'], description: 'about the paint' });
  await ada.createTask({ title: 'Call the bank', completed: true });
});

test('shows the open tasks first, newest on top', async ({ board }) => {
  await board.open();

  await expect.poll(() => board.titles()).toEqual(['Answer Mira', 'Buy paint']);
});

test('keeps status, order and search in the address, over a reload too', async ({ board, page }) => {
  await board.open();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('All');
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Title');
  await expect(page).toHaveURL('/tasks?status=all&sort=title');
  await expect.poll(() => board.titles()).toEqual(['Answer Mira', 'Buy paint', 'Call the bank']);

  await board.search.fill('paint');
  await expect(page).toHaveURL('/tasks?status=all&sort=title&q=paint');
  await expect.poll(() => board.titles()).toEqual(['Answer Mira', 'Buy paint']);

  await page.reload();
  await expect.poll(() => board.titles()).toEqual(['Answer Mira', 'Buy paint']);
  await expect(board.search).toHaveValue('paint');
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue('all');
  await expect(page.getByRole('combobox', { name: 'Sort by' })).toHaveValue('title');
});

test('narrows by priority, due date and tag, and lets go of each', async ({ board, page }) => {
  await board.open();
  await page.getByRole('button', { name: 'Filters', exact: true }).click();

  await page.getByRole('group', { name: 'By priority' }).getByText('High').click();
  await page.getByRole('group', { name: 'By due date' }).getByText('Overdue').click();
  await page.getByRole('group', { name: 'By tag' }).getByText('#garden').click();
  await expect(page.getByRole('checkbox', { name: 'High' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Overdue' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: '#garden' })).toBeChecked();
  await expect(page).toHaveURL('/tasks?priority=high&due=overdue&tag=garden');
  await expect.poll(() => board.titles()).toEqual(['Buy paint']);
  await page.reload();
  await expect.poll(() => board.titles()).toEqual(['Buy paint']);

  await page.getByRole('button', { name: 'Remove filter: High priority' }).click();
  await page.getByRole('button', { name: 'Remove filter: #garden' }).click();
  await page.getByRole('button', { name: 'Remove filter: Due: Overdue' }).click();
  await expect(page).toHaveURL('/tasks');
  await expect(board.checkboxes).toHaveCount(2);
});

test('filters by the tag of a task that is clicked', async ({ board, page }) => {
  await board.open();

  await page.getByRole('button', { name: 'Show only #people' }).click();

  await expect(page).toHaveURL('/tasks?tag=people');
  await expect.poll(() => board.titles()).toEqual(['Answer Mira']);
});

test('says that nothing matches, and shows everything again', async ({ board, page }) => {
  await board.open();
  await board.search.fill('elephant');
  await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();

  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();

  await expect(board.checkboxes).toHaveCount(2);
  await expect(board.search).toHaveValue('');
});

test('asks once for what is typed, not for every letter', async ({ board, page }) => {
  await page.clock.install();
  await board.open();
  await expect(board.checkboxes).toHaveCount(2);
  const asked = recordRequests(page, 'GET', '/tasks');

  // However slowly the letters come here, no time passes between them for the page.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 60_000));
  await board.search.pressSequentially('paint');
  await page.clock.resume();

  await expect(page).toHaveURL('/tasks?q=paint');
  await expect.poll(() => board.titles()).toEqual(['Answer Mira', 'Buy paint']);
  expect(asked).toHaveLength(1);
});

test('takes an address it does not understand for the plain board', async ({ board }) => {
  await board.open('?status=none&sort=colour&due=never&priority=urgent&dueFrom=soon');

  await expect(board.checkboxes).toHaveCount(2);
});
