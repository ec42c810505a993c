import { expect } from '@playwright/test';
import { test } from './support/portal-test.ts';

const TITLES = [
  'Feed 🐈‍⬛ and 👩‍👩‍👧‍👦, then 🏳️‍🌈',
  'اشترِ الخبز (غدًا) 12:30',
  'לקנות חלב – today',
  'Z̸̡̛a̶l̷g̸o̵',
  `${'very '.repeat(39)}long`,
  '𝒳'.repeat(200),
  `https://example.org/${'a'.repeat(170)}`,
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '{{ constructor.constructor("alert(1)")() }}',
  'a "quoted" \\ back-slashed & ampersand',
];

test('shows every title as it was typed, markup included', async ({ ada, board, page }) => {
  await board.open();
  for (const title of TITLES) {
    await board.capture.fill(title);
    await board.capture.press('Enter');
  }

  await expect(board.checkboxes).toHaveCount(TITLES.length);
  await page.reload();
  await expect(board.checkboxes).toHaveCount(TITLES.length);
  const saved = (await ada.tasks()).map(({ title }) => title);
  expect(saved.toSorted()).toEqual(TITLES.toSorted());
  expect(await board.list.getByRole('paragraph').allInnerTexts()).toEqual(saved);
});
