import { expect } from '@playwright/test';
import { expectToFit } from './support/accessibility.ts';
import { PAGES } from './support/pages.ts';
import { test } from './support/portal-test.ts';
import { takeScreenshot } from './support/screenshots.ts';

const WIDTHS = [320, 1440];

for (const [name, visit] of Object.entries(PAGES)) {
  test(`fits ${name} into 320 and 1440 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 720 });
    await visit(page);

    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 720 });
      await takeScreenshot(page, `${name} ${width}`);
      await expectToFit(page, width);
    }
  });
}

test('does everything at 320 pixels that it does on a wide screen', async ({ board, page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await board.open();
  await board.capture.fill('Paint the fence');
  await page.getByRole('button', { name: 'Add task' }).click();

  await board.edit('Paint the fence');
  await board.dialog.getByRole('textbox', { name: 'Tags' }).fill('garden,');
  await board.dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Show only #garden' }).click();
  await page.getByRole('button', { name: 'Remove filter: #garden' }).click();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('All');
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Title');

  await board.checkbox('Paint the fence').check();
  await board.delete('Paint the fence');
  await board.notifications.getByRole('button', { name: 'Undo' }).click();
  await expect(board.checkbox('Paint the fence')).toBeChecked();
  await board.signOut();
});
