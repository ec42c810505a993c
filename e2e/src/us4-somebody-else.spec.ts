import { expect, type BrowserContext, type Page } from '@playwright/test';
import { AccountArea } from './support/account-area.ts';
import { AccountForm } from './support/account-form.ts';
import { Board } from './support/board.ts';
import { Person } from './support/person.ts';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

let grace: Person;

test.beforeEach(async ({ ada, openClient }) => {
  grace = await Person.signUp(await openClient());
  await ada.createTask({ title: 'Paint the fence' });
});

test('sends nothing of the first person’s form when somebody else signs in', async ({
  ada,
  board,
  context,
  page,
  request,
}) => {
  await board.open();
  await board.capture.fill('Renew the passport');
  await board.edit('Paint the fence');
  await board.dialog.getByRole('textbox', { name: 'Title' }).fill('Paint the gate');
  await ada.signOut();
  const writes = recordRequests(page, 'PATCH', '/tasks/');
  await board.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();

  await signInInAnotherTab(context);

  await expectBoardOfGrace(page);
  expect(writes).toHaveLength(1);
  expect((await writes[0]!.response())?.status()).toBe(401);
  expect(await grace.tasks()).toMatchObject([{ title: 'Water the plants' }]);
  const back = await ada.signIn(request);
  expect(await back.tasks()).toMatchObject([{ title: 'Paint the fence', version: 1 }]);
});

test('shows and keeps none of the first person’s drafts', async ({ ada, board, context, page }) => {
  await board.open();
  await board.capture.fill('Renew the passport');
  await board.edit('Paint the fence');
  await board.dialog.getByRole('textbox', { name: 'Title' }).fill('Paint the gate');
  await ada.signOut();
  await board.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();

  await signInInAnotherTab(context);

  await expectBoardOfGrace(page);
  await expect(board.capture).toHaveValue('');
  await expect(page.getByRole('group', { name: /^You were / })).toHaveCount(0);
  await expect.poll(() => storageOf(context)).not.toMatch(/Renew the passport|Paint the gate/);
  expect(await storageOf(context)).not.toContain('Paint the fence');
});

test('drops the clicks that wait for an earlier one of the first person', async ({
  ada,
  board,
  context,
  page,
}) => {
  await board.open();
  await ada.signOut();
  const writes = recordRequests(page, 'PATCH', '/tasks/');
  // All before the first one is refused.
  await board.checkbox('Paint the fence').evaluate((box: HTMLElement) => {
    box.click();
    box.click();
    box.click();
  });
  await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();

  await signInInAnotherTab(context);

  await expectBoardOfGrace(page);
  expect(writes).toHaveLength(1);
});

test('does not ask somebody else for their password in the first person’s name', async ({
  ada,
  context,
  page,
}) => {
  const exports = recordRequests(page, 'GET', '/users/me/export');
  await new AccountArea(page).open('Profile');
  await ada.letTimePass('11 minutes');
  await page.getByRole('button', { name: 'Download my data' }).click();
  const question = page.getByRole('dialog', { name: 'Confirm it’s you' });
  await expect(question).toBeVisible();
  await ada.signOut();

  await signInInAnotherTab(context);

  await expect(new Board(page).person(grace.credentials)).toBeVisible();
  await expect(question).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(grace.credentials.email);
  await expect(page.getByRole('button', { name: 'Download my data' })).toBeEnabled();
  expect(exports).toHaveLength(1);
});

async function signInInAnotherTab(context: BrowserContext): Promise<void> {
  const form = await AccountForm.signIn(await context.newPage()).open();
  await form.send(grace.credentials);
  await expect(new Board(form.page).heading).toBeVisible();
}

/** Grace works on it too, so that whatever was still to be sent has been sent before. */
async function expectBoardOfGrace(page: Page): Promise<void> {
  const board = new Board(page);
  await expect(board.person(grace.credentials)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText('Paint the fence');
  await board.add('Water the plants');
}

async function storageOf(context: BrowserContext): Promise<string> {
  return JSON.stringify(await context.storageState({ indexedDB: true }));
}
