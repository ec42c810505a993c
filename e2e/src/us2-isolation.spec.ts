import { expect } from '@playwright/test';
import { Board } from './support/board.ts';
import { Person } from './support/person.ts';
import { test } from './support/portal-test.ts';

test('shows a second person nothing of the first, and answers 404 for the id', async ({
  ada,
  board,
  openBrowser,
}) => {
  const secret = await ada.createTask({ title: 'Ada’s secret', tags: ['private'] });
  const browser = await openBrowser();
  const bob = await Person.signUp(browser.request);
  const bobsBoard = new Board(await browser.newPage());

  for (const query of ['', '?status=all', '?q=secret', '?tag=private']) {
    await bobsBoard.open(query);
    await expect(bobsBoard.page.getByRole('heading', { name: /Nothing to do|No task/ })).toBeVisible();
    await expect(bobsBoard.checkboxes).toHaveCount(0);
  }

  const unknown = '0199aaaa-0000-7000-8000-000000000000';
  for (const method of ['GET', 'DELETE']) {
    const foreign = await bob.send(method, `/tasks/${secret.id}`);
    const absent = await bob.send(method, `/tasks/${unknown}`);
    expect([foreign.status(), absent.status()]).toEqual([404, 404]);
  }
  await board.open();
  await expect(board.row('Ada’s secret')).toBeVisible();
});
