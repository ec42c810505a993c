import { expect, type Locator, type Page } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

test.beforeEach(({ ada }) => ada.createTask({ title: 'Paint the fence' }));

test('signs in over a half filled dialog: nothing is lost, and the write goes through once', async ({
  ada,
  board,
  page,
  request,
}) => {
  await board.open();
  await board.edit('Paint the fence');
  const dialog = page.getByRole('dialog', { name: 'Edit task' });
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Two layers of white');
  await ada.signOut();
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Paint the gate');
  const writes = recordRequests(page, 'PATCH', '/tasks/');

  await dialog.getByRole('button', { name: 'Save' }).click();
  const again = signInAgain(page);
  await expect(again.getByRole('textbox', { name: 'E-mail' })).toHaveValue(ada.credentials.email);
  await expect(again.getByRole('textbox', { name: 'E-mail' })).toHaveAttribute('readonly');
  await again.getByLabel('Password', { exact: true }).fill('not the password at all');
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(again.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await again.getByLabel('Password', { exact: true }).fill(ada.credentials.password);
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(again).toBeHidden();
  await expect(dialog).toBeHidden();
  await expect(board.row('Paint the gate')).toBeVisible();
  await expect(page).toHaveURL('/tasks');
  const answers = await Promise.all(writes.map((write) => write.response()));
  expect(answers.map((answer) => answer?.status())).toEqual([401, 200]);
  const back = await ada.signIn(request);
  expect(await back.tasks()).toMatchObject([
    { title: 'Paint the gate', description: 'Two layers of white', version: 2 },
  ]);
});

test('lets somebody else leave, and shows nothing of the page behind', async ({ ada, board, page }) => {
  await board.open();
  await ada.signOut();
  await board.checkbox('Paint the fence').click();

  await signInAgain(page).getByRole('button', { name: 'Not you? Sign out and leave' }).click();

  await expect(AccountForm.signIn(page).heading).toBeVisible();
  await expect(signInAgain(page)).toBeHidden();
  await expect(page.locator('body')).not.toContainText('Paint the fence');
});

function signInAgain(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Sign in again' });
}
