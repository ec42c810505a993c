import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible, expectToFit } from './support/accessibility.ts';
import { AccountArea } from './support/account-area.ts';
import { Board } from './support/board.ts';
import type { Person } from './support/person.ts';
import { test } from './support/portal-test.ts';

const UNBREAKABLE = 'n'.repeat(100);

interface Question {
  name: string;
  description?: string;
  role: 'dialog' | 'alertdialog';
  /** Where the focus goes. */
  focus: (dialog: Locator) => Locator;
  ask: (page: Page, ada: Person) => Promise<void>;
}

const QUESTIONS: Question[] = [
  {
    name: 'Edit task',
    role: 'dialog',
    focus: (dialog) => dialog.getByRole('textbox', { name: 'Title' }),
    ask: (page, ada) => editTask(page, ada),
  },
  {
    name: 'Discard changes?',
    description: 'Your changes have not been saved.',
    role: 'alertdialog',
    focus: (dialog) => dialog.getByRole('button', { name: 'Keep editing' }),
    ask: async (page, ada) => {
      await editTask(page, ada);
      await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).fill('Paint the gate');
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'Revoke this token?',
    description: `Whatever uses “${UNBREAKABLE}” stops working at once. This cannot be undone.`,
    role: 'alertdialog',
    focus: (dialog) => dialog.getByRole('button', { name: 'Cancel' }),
    ask: async (page) => {
      const account = new AccountArea(page);
      await account.open('Access tokens');
      await account.createToken(UNBREAKABLE, 'Read tasks');
      await page.getByRole('button', { name: `Revoke "${UNBREAKABLE}"` }).click();
    },
  },
  {
    name: 'Confirm it’s you',
    description: 'This is a sensitive change, so please enter your password once more.',
    role: 'dialog',
    focus: (dialog) => dialog.getByLabel('Password', { exact: true }),
    ask: async (page, ada) => {
      await new AccountArea(page).open('Profile');
      await ada.letTimePass('11 minutes');
      await page.getByRole('button', { name: 'Download my data' }).click();
    },
  },
  {
    name: 'Sign in again',
    description: 'Your session has ended. Sign in to go on where you were; nothing you typed is lost.',
    role: 'dialog',
    focus: (dialog) => dialog.getByLabel('Password', { exact: true }),
    ask: async (page, ada) => {
      const board = new Board(page);
      await board.open();
      await ada.signOut();
      await board.capture.fill('Renew the passport');
      await board.capture.press('Enter');
    },
  },
  {
    name: 'Keyboard shortcuts',
    role: 'dialog',
    focus: (dialog) => dialog.getByRole('checkbox', { name: 'Use single-key shortcuts' }),
    ask: async (page) => {
      await new Board(page).open();
      await page.keyboard.press('?');
    },
  },
];

for (const { name, description, role, focus, ask } of QUESTIONS) {
  test(`"${name}" is a modal dialog that says what it is about`, async ({ ada, page }) => {
    await ask(page, ada);

    const dialog = page.getByRole(role, { name, exact: true });
    await expect(dialog).toHaveAttribute('aria-modal', 'true');
    await expect(dialog).toHaveAccessibleDescription(description ?? '');
    await expect(focus(dialog)).toBeFocused();
    // Whatever lies behind is there for nobody.
    await expect(page.getByRole('main')).toHaveCount(0);
    await expectAccessible(page);
  });

  test(`"${name}" fits into 320 pixels, all of it within reach`, async ({ ada, page }) => {
    await page.setViewportSize({ width: 320, height: 568 });
    await ask(page, ada);
    const dialog = page.getByRole(role, { name, exact: true });
    await expect(focus(dialog)).toBeFocused();

    await expect(focus(dialog)).toBeInViewport({ ratio: 1 });
    await expectToFit(page, 320);
  });
}

async function editTask(page: Page, ada: Person): Promise<void> {
  await ada.createTask({ title: 'Paint the fence' });
  const board = new Board(page);
  await board.open();
  await board.edit('Paint the fence');
}
