import { expect, type Locator } from '@playwright/test';
import { Board } from './support/board.ts';
import { test } from './support/portal-test.ts';

/** Enough for a letter that is kept by luck alone to get lost once. */
const ROUNDS = 10;
const LETTERS = 'abcdefghij';

test('keeps the letter typed in the very moment of a reload', async ({ board, page }) => {
  await board.open();

  for (let round = 1; round <= ROUNDS; round++) {
    await typeAndReload(board.capture, LETTERS.slice(0, round), 'at once');
    await expect(board.capture).toHaveValue(LETTERS.slice(0, round));
  }
  await expect(page.getByText('Restored your draft.')).toBeAttached();
});

test('keeps the letter typed as the page already goes away', async ({ board }) => {
  await board.open();

  for (let round = 1; round <= ROUNDS; round++) {
    await typeAndReload(board.capture, LETTERS.slice(0, round), 'as it goes');
    await expect(board.capture).toHaveValue(LETTERS.slice(0, round));
  }
});

test('keeps the letter typed into the dialog of a task as the page goes away', async ({
  ada,
  board,
  page,
}) => {
  await ada.createTask({ title: 'Paint the fence' });
  await board.open();
  await board.edit('Paint the fence');
  await typeAndReload(board.dialog.getByRole('textbox', { name: 'Title' }), 'Paint the fences', 'as it goes');

  await page
    .getByRole('group', { name: 'You were editing Paint the fences' })
    .getByRole('button', { name: 'Go on' })
    .click();

  await expect(board.dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Paint the fences');
});

test('keeps what was typed on a page that is hidden and never runs again', async ({
  board,
  context,
  page,
}) => {
  await board.open();
  await board.capture.evaluate(typeAndHide, 'Renew the passport');
  const crashed = page.waitForEvent('crash');
  const browser = await context.newCDPSession(page);
  void browser.send('Page.crash').catch(() => undefined);
  await crashed;

  const other = new Board(await context.newPage());
  await other.open();

  await expect(other.capture).toHaveValue('Renew the passport');
});

/** Types, and reloads before the page had time for anything else. */
async function typeAndReload(field: Locator, text: string, moment: 'at once' | 'as it goes'): Promise<void> {
  const loaded = field.page().waitForEvent('load');
  await field.evaluate(
    (input: HTMLInputElement, { text, moment }) => {
      const type = () => {
        input.value = text;
        input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
      };
      if (moment === 'at once') {
        type();
      } else {
        addEventListener('pagehide', type, { capture: true, once: true });
      }
      location.reload();
    },
    { text, moment },
  );
  await loaded;
}

/** Runs in the page, and leaves it as a browser does that stops what nobody looks at: nothing put off ever happens. */
function typeAndHide(input: HTMLElement, text: string): void {
  Object.assign(window, { setTimeout: () => 0, requestAnimationFrame: () => 0 });
  (input as HTMLInputElement).value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  document.dispatchEvent(new Event('visibilitychange'));
}
