import { expect } from '@playwright/test';
import { Board } from './support/board.ts';
import { breakRefresh, loseAnswer } from './support/faults.ts';
import { test } from './support/portal-test.ts';
import { generationOf } from './support/refreshes.ts';

test('survives that the network loses the answer to a rotation', async ({ ada, board, context, page }) => {
  await ada.createTask({ title: 'Renew the passport' });
  await ada.letTimePass('1 hour');
  const lost: Promise<void>[] = [];
  await breakRefresh(page, (route) => {
    if (lost.length) {
      return route.continue();
    }
    lost.push(loseAnswer(route));
    return lost[0]!;
  });

  await board.open();

  await expect(board.row('Renew the passport')).toBeVisible();
  expect(lost).toHaveLength(1);
  expect(await generationOf(context)).toBe(2);
  const laterTab = new Board(await context.newPage());
  await laterTab.open();
  await expect(laterTab.row('Renew the passport')).toBeVisible();
});
