import { expect, type Locator } from '@playwright/test';
import { test } from './support/portal-test.ts';

test.beforeEach(async ({ ada }) => {
  await ada.createTask({ title: 'Renew the passport' });
  await ada.createTask({ title: 'Call the bank', completed: true });
});

test('a title can be selected with the mouse, and a click opens the task', async ({ board, page }) => {
  await board.open();
  const title = board.row('Renew the passport').getByText('Renew the passport', { exact: true });
  const { x, y, width, height } = (await title.boundingBox())!;
  await page.mouse.move(x + 1, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width - 1, y + height / 2, { steps: 4 });
  await page.mouse.up();
  expect(await page.evaluate(() => document.getSelection()?.toString())).toMatch(/passport$/);

  // Were the task open by now, its dialog would lie above.
  await board.heading.click();
  await title.click();
  await expect(board.dialog).toBeVisible();
});

test.describe('in forced colours', () => {
  test.use({ forcedColors: 'active' });

  test('only completed tasks have a tick, and selects their arrow', async ({ board, page }) => {
    await board.open('?status=all');
    const tickOf = (title: string): Locator => board.row(title).locator('.ring app-icon');
    await expect(board.row('Call the bank')).toBeVisible();
    await board.checkbox('Renew the passport').focus();
    await expect(tickOf('Renew the passport')).toHaveCSS('opacity', '0');
    await expect(tickOf('Call the bank')).toHaveCSS('opacity', '1');
    for (const name of ['Status', 'Sort by']) {
      await expect(page.getByRole('combobox', { name })).toHaveCSS('appearance', 'auto');
    }
  });
});
