import { expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { Board } from './support/board.ts';
import { press, tabTo, typeInto } from './support/keyboard.ts';
import { newCredentials } from './support/person.ts';
import { test } from './support/portal-test.ts';

test('signs up, works with tasks and signs out by the keyboard alone', async ({ page }) => {
  const credentials = newCredentials();
  const form = AccountForm.signUp(page);
  const board = new Board(page);
  await page.goto('/sign-in');
  await tabTo(page.getByRole('link', { name: 'Create your account' }));
  await press(page, 'Enter');
  await expect(form.heading).toBeFocused();
  await typeInto(form.email, credentials.email);
  await typeInto(form.password, credentials.password);
  await press(page, 'Enter');

  await expect(board.heading).toBeFocused();
  await typeInto(board.capture, 'Renew the passport');
  await press(page, 'Enter');
  await expect(board.row('Renew the passport')).toBeVisible();

  await tabTo(board.checkbox('Renew the passport'));
  await press(page, 'Space');
  await expect(board.checkbox('Renew the passport')).toBeChecked();
  await press(page, 'Space');
  await expect(board.checkbox('Renew the passport')).not.toBeChecked();

  await tabTo(board.row('Renew the passport').getByRole('button', { name: /^Edit/ }));
  await press(page, 'Enter');
  await tabTo(board.dialog.getByRole('textbox', { name: 'Title' }));
  await press(page, 'ControlOrMeta+a');
  await page.keyboard.type('Renew both passports');
  await press(page, 'Enter');
  await expect(board.row('Renew both passports')).toBeVisible();

  await tabTo(board.row('Renew both passports').getByRole('button', { name: /^Delete/ }));
  await press(page, 'Enter');
  await tabTo(page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }));
  await press(page, 'Enter');
  await expect(board.row('Renew both passports')).toBeHidden();
  await tabTo(board.notifications.getByRole('button', { name: 'Undo' }));
  await press(page, 'Enter');
  await expect(board.row('Renew both passports')).toBeVisible();

  await tabTo(page.getByRole('button', { name: 'Sign out' }));
  await press(page, 'Enter');
  await expect(AccountForm.signIn(page).heading).toBeFocused();
});

test('skips to the content', async ({ board, page }) => {
  await board.open();

  await press(page, 'Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await press(page, 'Enter');
  await press(page, 'Tab');

  await expect(board.capture).toBeFocused();
});

test.describe('with three tasks', () => {
  test.beforeEach(async ({ ada, board }) => {
    for (const title of ['Third', 'Second', 'First']) {
      await ada.createTask({ title });
    }
    await board.open();
    await expect(board.checkboxes).toHaveCount(3);
  });

  test('adds, searches and moves by single keys', async ({ board, page }) => {
    await press(page, 'j');
    await expect(board.row('First')).toBeFocused();
    await press(page, 'j', 'j', 'j');
    await expect(board.row('Third')).toBeFocused();
    await press(page, 'k');
    await expect(board.row('Second')).toBeFocused();

    await press(page, 'n');
    await expect(board.capture).toBeFocused();
    await page.keyboard.type('njkxe?');
    await expect(board.capture).toHaveValue('njkxe?');

    await board.heading.click();
    await press(page, '/');
    await expect(board.search).toBeFocused();
  });

  test('completes, edits and deletes the task with the focus', async ({ board, page }) => {
    await press(page, 'j', 'x');
    await expect(board.checkbox('First')).toBeChecked();
    await press(page, 'x');
    await expect(board.checkbox('First')).not.toBeChecked();

    await press(page, 'e');
    await expect(board.dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('First');
    await press(page, 'Escape');
    await expect(board.dialog).toBeHidden();
    await expect(board.row('First')).toBeFocused();

    await press(page, 'Delete');
    await tabTo(page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }));
    await press(page, 'Enter');
    await expect(board.row('First')).toBeHidden();
    await expect(board.row('Second')).toBeFocused();
  });

  test('shows the shortcuts, and lets one switch the single keys off', async ({ board, page }) => {
    await press(page, '?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(help).toContainText('Add a task');
    await tabTo(help.getByRole('checkbox', { name: 'Use single-key shortcuts' }));
    await press(page, 'Space', 'Escape');
    await expect(help).toBeHidden();

    await press(page, 'n');
    await expect(board.capture).not.toBeFocused();

    await page.reload();
    await expect(board.checkboxes).toHaveCount(3);
    await press(page, 'j');
    await expect(board.row('First')).not.toBeFocused();
  });

  test('keeps the focus inside an open dialog and gives it back', async ({ board, page }) => {
    const edit = board.row('Second').getByRole('button', { name: /^Edit/ });
    await edit.focus();
    await press(page, 'Enter');
    await expect(board.dialog.getByRole('textbox', { name: 'Title' })).toBeFocused();

    await press(page, 'Shift+Tab');
    await expect(board.dialog.getByRole('button', { name: 'Save' })).toBeFocused();
    await press(page, 'Tab');
    await expect(board.dialog.getByRole('textbox', { name: 'Title' })).toBeFocused();

    await press(page, 'Escape');
    await expect(edit).toBeFocused();
  });
});
