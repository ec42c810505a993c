import { expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { Board } from './support/board.ts';
import { newCredentials, Person } from './support/person.ts';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

test('gives every tab to the person who signed in last', async ({ ada, board, context }) => {
  await ada.createTask({ title: 'Ada’s secret' });
  const other = new Board(await context.newPage());
  await board.open();
  await other.open();
  const bob = newCredentials();

  await other.signOut();
  await other.page.getByRole('link', { name: 'Create your account' }).click();
  await AccountForm.signUp(other.page).send(bob);
  await other.add('Bob’s errand');

  await expect(board.person(bob)).toBeVisible();
  await expect(board.row('Ada’s secret')).toBeHidden();
});

test('never sends a request of the one as the other', async ({ ada, board, context, page }) => {
  await ada.createTask({ title: 'Ada’s secret' });
  await board.open();
  await expect(board.row('Ada’s secret')).toBeVisible();
  // As by a tab that cannot tell the others: the browser's session is Bob's now, and Ada's has ended.
  const bob = await Person.signUp(context.request);
  await bob.createTask({ title: 'Bob’s errand' });
  const completions = recordRequests(page, 'PATCH', '/tasks');

  await board.checkbox('Ada’s secret').click();

  await expect(board.person(bob.credentials)).toBeVisible();
  await expect(board.row('Bob’s errand')).toBeVisible();
  await expect(board.row('Ada’s secret')).toBeHidden();
  expect(completions).toHaveLength(1);
  expect(await bob.tasks()).toMatchObject([{ completed: false, version: 1 }]);
});

test('leaves nothing of the one to be read by the other', async ({ board, context, page }) => {
  await board.open();
  await board.add('Ada’s secret');
  await board.add('Ada’s other secret');
  await board.delete('Ada’s other secret');
  await expect(board.notifications).toContainText('Ada’s other secret');
  await board.capture.fill('Ada’s half a thought');
  await board.edit('Ada’s secret');
  const bob = await Person.signUp(context.request);

  await board.dialog.getByRole('textbox', { name: 'Title' }).fill('Ada’s third secret');
  await board.dialog.getByRole('button', { name: 'Save' }).click();

  await expect(board.person(bob.credentials)).toBeVisible();
  await expect(board.dialog).toBeHidden();
  await expect(board.capture).toHaveValue('');
  await expect(page.locator('body')).not.toContainText('Ada’s');
});
