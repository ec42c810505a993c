import { expect, type Page } from '@playwright/test';
import { AccountForm } from './account-form.ts';
import { Board } from './board.ts';
import { Person } from './person.ts';

type Visit = (page: Page) => Promise<void>;

/** Every page and dialog of the portal, with everything on it that it can show at the same time. */
export const PAGES: Record<string, Visit> = {
  'sign-in': async (page) => {
    const form = await AccountForm.signIn(page).open();
    await form.submit.click();
    await form.send({ email: 'nobody@example.org', password: 'not-the-Lantern-99' });
    await expect(form.alert).toContainText('do not match');
  },
  'sign-up': async (page) => {
    const form = await AccountForm.signUp(page).open();
    await form.submit.click();
    await expect(form.password).toHaveAttribute('aria-invalid', 'true');
  },
  'the empty board': async (page) => {
    await Person.signUp(page.context().request);
    await new Board(page).open();
    await expect(page.getByRole('heading', { name: 'Nothing to do' })).toBeVisible();
  },
  'the board': async (page) => {
    await boardWithTasks(page);
  },
  'the board with filters and a message': async (page) => {
    const board = await boardWithTasks(page, '?status=all&tag=garden&q=fence');
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await page.getByRole('group', { name: 'By due date' }).getByText('Range').click();
    await board.delete('Paint the fence');
    await expect(board.notifications).toContainText('Deleted');
    await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();
  },
  'the board that could not be loaded': async (page) => {
    await Person.signUp(page.context().request);
    await page.route('**/api/v1/tasks**', (route) => route.abort());
    await new Board(page).open();
    await expect(page.getByRole('alert')).toContainText('Your tasks could not be loaded');
  },
  'the dialog of a task': async (page) => {
    const board = await boardWithTasks(page);
    await board.edit('Paint the fence');
    await board.dialog.getByRole('textbox', { name: 'Title' }).fill('');
    await board.dialog.getByRole('button', { name: 'Save' }).click();
    await expect(board.dialog.getByRole('textbox', { name: 'Title' })).toHaveAttribute(
      'aria-invalid',
      'true',
    );
  },
  'the question before discarding': async (page) => {
    const board = await boardWithTasks(page);
    await board.edit('Paint the fence');
    await board.dialog.getByRole('textbox', { name: 'Title' }).fill('Paint the gate');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alertdialog', { name: 'Discard changes?' })).toBeVisible();
  },
  'the question before deleting': async (page) => {
    const board = await boardWithTasks(page);
    await board
      .row('Paint the fence')
      .getByRole('button', { name: /^Delete/ })
      .click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
  },
  'the shortcuts': async (page) => {
    await boardWithTasks(page);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  },
  'the page that is not found': async (page) => {
    await page.goto('/nowhere');
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  },
  'the page of a server that cannot be reached': async (page) => {
    await Person.signUp(page.context().request);
    const refusal = { status: 429, headers: { 'Retry-After': '60' } };
    await page.route('**/auth/refresh', (route) => route.fulfill(refusal));
    await page.goto('/tasks');
    await expect(page.getByRole('heading', { name: 'Taskward cannot be reached' })).toBeVisible();
  },
};

async function boardWithTasks(page: Page, query = ''): Promise<Board> {
  const person = await Person.signUp(page.context().request);
  await person.createTask({ title: 'Answer Mira', completed: true });
  await person.createTask({
    title: `An unbreakable ${'x'.repeat(180)}`,
    priority: 'low',
    dueDate: '2020-02-01',
  });
  await person.createTask({
    title: 'Paint the fence',
    description: 'Two layers of white, and the gate too. '.repeat(8),
    priority: 'high',
    dueDate: '2030-02-01',
    tags: ['garden', 'summer', 'a-tag-of-exactly-forty-characters-in-all'],
  });
  const board = new Board(page);
  await board.open(query);
  await expect(board.row('Paint the fence')).toBeVisible();
  return board;
}
