import { type BrowserContext, expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { test } from './support/portal-test.ts';

const RESTORED = 'Restored your draft.';

test.beforeEach(({ ada }) => ada.createTask({ title: 'Paint the fence' }));

test('what was typed into the dialog of a task survives a reload', async ({ board, context, page }) => {
  await board.open();
  await board.edit('Paint the fence');
  await board.dialog.getByRole('textbox', { name: 'Description' }).fill('Two layers of white');
  await expect.poll(() => draftsIn(context)).toBe(1);
  await page.reload();

  const unfinished = page.getByRole('group', { name: 'You were editing Paint the fence' });
  await unfinished.getByRole('button', { name: 'Go on' }).click();
  await expect(board.dialog).toContainText(RESTORED);
  await expect(board.dialog.getByRole('textbox', { name: 'Description' })).toHaveValue('Two layers of white');
  await board.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(board.dialog).toBeHidden();

  await page.reload();
  await expect(board.row('Paint the fence')).toBeVisible();
  await expect(unfinished).toBeHidden();
});

test('what was typed for a new task survives a reload', async ({ board, context, page }) => {
  await board.open();
  await board.capture.fill('Renew the pass');
  await expect.poll(() => draftsIn(context)).toBe(1);
  await page.reload();

  await expect(board.capture).toHaveValue('Renew the pass');
  await expect(page.getByText(RESTORED)).toBeAttached();
});

test('a discarded draft does not come back', async ({ board, context, page }) => {
  await board.open();
  await board.edit('Paint the fence');
  await board.dialog.getByRole('textbox', { name: 'Title' }).fill('Paint the gate');
  await expect.poll(() => draftsIn(context)).toBe(1);
  await page.reload();

  const unfinished = page.getByRole('group', { name: 'You were editing Paint the gate' });
  await unfinished.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await expect(unfinished).toBeHidden();
  await expect.poll(() => draftsIn(context)).toBe(0);
  await page.reload();
  await expect(board.row('Paint the fence')).toBeVisible();
  await expect(unfinished).toBeHidden();
});

test('drafts are gone after sign-out', async ({ ada, board, context, page }) => {
  await board.open();
  await board.capture.fill('Renew the pass');
  await board.edit('Paint the fence');
  await board.dialog.getByRole('textbox', { name: 'Title' }).fill('Paint the gate');
  await expect.poll(() => draftsIn(context)).toBe(2);
  await page.reload();
  await expect(page.getByRole('group', { name: 'You were editing Paint the gate' })).toBeVisible();

  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  const question = page.getByRole('alertdialog', { name: '2 tasks are unfinished' });
  await question.getByRole('button', { name: 'Sign out anyway' }).click();
  const form = AccountForm.signIn(page);
  await expect(form.heading).toBeVisible();
  await expect.poll(() => draftsIn(context)).toBe(0);

  await form.send(ada.credentials);
  await expect(board.row('Paint the fence')).toBeVisible();
  await expect(board.capture).toHaveValue('');
  await expect(page.getByRole('group', { name: /^You were / })).toHaveCount(0);
});

/** What Playwright tells of a site's databases, and its types leave out. */
interface StoredSite {
  indexedDB?: { stores: { records: unknown[] }[] }[];
}

/** How many drafts the browser keeps on its disk. */
async function draftsIn(context: BrowserContext): Promise<number> {
  const { origins } = await context.storageState({ indexedDB: true });
  const databases = (origins as StoredSite[]).flatMap(({ indexedDB = [] }) => indexedDB);
  return databases.flatMap(({ stores }) => stores.flatMap(({ records }) => records)).length;
}
