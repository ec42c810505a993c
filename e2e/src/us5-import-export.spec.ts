import { expect } from '@playwright/test';
import { expireToken } from './support/expired-token.ts';
import { Person, type Task } from './support/person.ts';
import { test } from './support/portal-test.ts';
import { nextGrant } from './support/refreshes.ts';
import { recordRequests } from './support/requests.ts';
import { csvFile, TransferPage } from './support/transfer-page.ts';

const MANY = 10_000;

/** A task without what is the server's alone to say. */
function contentOf({
  id: _id,
  version: _version,
  updatedAt: _updatedAt,
  ...content
}: Task & { updatedAt?: string }) {
  return content;
}

test('gives somebody else the same tasks by way of a file', async ({ ada, openBrowser, page }) => {
  await ada.createTask({
    title: 'Renew the passport',
    description: 'Photos first\n"twice"',
    priority: 'high',
  });
  await ada.createTask({ title: '=1+1, 旅行 🧳', dueDate: '2026-12-24', tags: ['home', 'a, b'] });
  const done = await ada.createTask({ title: 'Book the dentist' });
  expect((await ada.send('PATCH', `/tasks/${done.id}/complete`, { completed: true })).status()).toBe(200);
  const transfer = new TransferPage(page);
  await transfer.open();
  const { name, content } = await transfer.export('JSON');
  expect(name).toMatch(/^taskward-\d{4}-\d\d-\d\d\.json$/);

  const elsewhere = await openBrowser();
  const bea = await Person.signUp(elsewhere.request);
  const hers = new TransferPage(await elsewhere.newPage());
  await hers.open();
  await hers.import({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  await hers.expectImported('3 tasks were imported.');

  const [before, after] = [await ada.tasks(), await bea.tasks()];
  expect(after.map(contentOf)).toEqual(before.map(contentOf));
});

test('exports for spreadsheets and calendars, as files of their own names', async ({ ada, page }) => {
  await ada.createTask({ title: 'Renew the passport' });
  const transfer = new TransferPage(page);
  await transfer.open();

  const csv = await transfer.export('CSV');
  expect(csv.name).toMatch(/\.csv$/);
  // The mark by which Excel knows UTF-8.
  expect(csv.content).toMatch(/^\uFEFF"id","title",/);
  expect(csv.content).toContain('Renew the passport');
  const calendar = await transfer.export('iCalendar');
  expect(calendar.name).toMatch(/\.ics$/);
  expect(calendar.content).toContain('SUMMARY:Renew the passport');
});

test('renews the session for a file that was refused without it', async ({ ada, page }) => {
  await ada.createTask({ title: 'Renew the passport' });
  const transfer = new TransferPage(page);
  const grant = nextGrant(page);
  await transfer.open();
  await expireToken(page, (await grant).accessToken);
  const renewals = recordRequests(page, 'POST', '/auth/refresh');

  expect((await transfer.export('CSV')).content).toContain('Renew the passport');
  expect(renewals).toHaveLength(1);
});

test('undoes an import, after a reload as well, and asks before the same file comes again', async ({
  ada,
  page,
}) => {
  const transfer = new TransferPage(page);
  await transfer.open();
  const file = csvFile('title', 'Water the plants', 'Call Mira');
  await transfer.import(file);
  await transfer.expectImported('2 tasks were imported.');
  await transfer.import(file);
  await expect(transfer.status).toContainText('You imported this file');
  expect(await ada.tasks()).toHaveLength(2);
  const [kept] = await ada.tasks();
  expect((await ada.send('PATCH', `/tasks/${kept?.id}`, { priority: 'high' })).status()).toBe(200);

  await page.reload();
  await expect(page.getByText('2 tasks from a CSV file')).toBeVisible();
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByText('1 task is deleted. 1 was changed or deleted since.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeHidden();
  expect(await ada.tasks()).toMatchObject([{ title: kept?.title, priority: 'high' }]);
});

test('says what is wrong in which row, and imports nothing', async ({ ada, page }) => {
  const transfer = new TransferPage(page);
  await transfer.open();
  await transfer.expectRefusal(
    csvFile('title,dueDate,priority', 'Water the plants,,', ',2026-02-30,', 'Call Mira,,urgent'),
  );

  await expect(transfer.alert).toContainText('There are 3 errors in “tasks.csv”.');
  expect((await transfer.errors()).sort()).toEqual([
    ['3', 'dueDate', 'This field must be a calendar date YYYY-MM-DD.'],
    ['3', 'title', 'This field must not be empty.'],
    ['4', 'priority', 'This field must be one of: none, low, medium, high.'],
  ]);
  expect(await ada.tasks()).toEqual([]);

  await transfer.import(csvFile('title,dueDate,priority', 'Water the plants,,', 'Call Mira,2026-02-28,high'));
  await transfer.expectImported('2 tasks were imported.');
  await expect(transfer.alert).toBeEmpty();
});

test('refuses what is no file of tasks, and says so', async ({ ada, page }) => {
  const transfer = new TransferPage(page);
  await transfer.open();
  await transfer.submit.click();
  await expect(page.getByText('Choose a file first.')).toBeVisible();
  await expect(transfer.file).toBeFocused();

  await transfer.import({ name: 'holiday.jpeg', mimeType: 'image/jpeg', buffer: Buffer.from('JFIF') });
  await expect(page.getByText('Choose a CSV, JSON or iCalendar file.')).toBeVisible();
  await expect(transfer.file).toBeFocused();

  await transfer.import({
    name: 'tasks.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":'),
  });
  await expect(transfer.alert).toContainText('Nothing was imported. The file cannot be read.');
  expect(await ada.tasks()).toEqual([]);
});

test('shows how far a large file is, and imports all of it', async ({ ada, page }) => {
  const transfer = new TransferPage(page);
  await transfer.open();
  const progress = await transfer.recordProgress();
  const rows = Array.from({ length: MANY }, (_, index) => `Task ${index},${'notes '.repeat(20)}`);
  await transfer.import(csvFile('title,description', ...rows));

  await transfer.expectImported('10,000 tasks were imported.');
  const said = await progress();
  expect(said[0]).toMatch(/^Sending \d+ %$/);
  expect(said.at(-1)).toBe('Reading …');
  expect(await (await ada.send('GET', '/tasks/summary?today=2026-11-21')).json()).toMatchObject({
    open: MANY,
  });
});

test('imports a file once though the answer got lost', async ({ ada, page }) => {
  const transfer = new TransferPage(page);
  await transfer.open();
  await page.route(
    '**/api/v1/tasks/import*',
    async (route) => {
      expect((await route.fetch()).status()).toBe(200);
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
  await transfer.import(csvFile('title', 'Water the plants', 'Call Mira'));
  await expect(transfer.alert).toContainText('Import the file once more; nothing is added twice.');

  await transfer.submit.click();

  await transfer.expectImported('2 tasks were imported.');
  expect(await ada.tasks()).toHaveLength(2);
});
