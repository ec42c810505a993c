import { expect } from '@playwright/test';
import { press, tabTo } from './support/keyboard.ts';
import { test } from './support/portal-test.ts';
import { csvFile, TransferPage } from './support/transfer-page.ts';

test('imports a project of Todoist, by the keyboard alone', async ({ ada, page }) => {
  const transfer = new TransferPage(page);
  await transfer.open();
  await transfer.file.setInputFiles({
    ...csvFile('TYPE,CONTENT,PRIORITY,INDENT,DATE', 'task,Water the plants @garden,1,1,2026-12-24'),
    name: 'Inbox [2203306141].csv',
  });
  await tabTo(transfer.submit);
  await press(page, 'Enter');
  await transfer.expectImported('1 task was imported.');

  expect(await ada.tasks()).toMatchObject([
    { title: 'Water the plants', priority: 'high', dueDate: '2026-12-24', tags: ['garden'] },
  ]);
  await tabTo(page.getByRole('link', { name: 'See your tasks' }));
  await press(page, 'Enter');
  await expect(page.getByRole('checkbox', { name: 'Complete "Water the plants"' })).toBeVisible();
});

test('imports a backup of TickTick, and says what of it did not fit', async ({ ada, page }) => {
  const transfer = new TransferPage(page);
  await transfer.open();
  await transfer.import({
    ...csvFile(
      '"Date: 2026-11-21+0000"',
      '"Version: 7.1"',
      '"List Name","Title","Tags","Due Date","Repeat","Priority","Status","Timezone","taskId"',
      '"Home","Water the plants","green","2026-12-23T15:00:00+0000","RRULE:FREQ=WEEKLY","5","0","Asia/Tokyo","1"',
    ),
    name: 'TickTick-backup-2026-11-21.csv',
  });
  await transfer.expectImported('1 task was imported.');
  await expect(
    transfer.status.getByRole('row', { name: /a repetition, a status or the like/ }),
  ).toBeVisible();
  await expect(page.getByText('1 task from TickTick')).toBeVisible();

  expect(await ada.tasks()).toMatchObject([
    {
      title: 'Water the plants',
      description: 'Repeats: RRULE:FREQ=WEEKLY',
      priority: 'high',
      dueDate: '2026-12-24',
      tags: ['green', 'Home'],
    },
  ]);
});

test('imports a calendar, and says what of it did not fit', async ({ ada, page }) => {
  const transfer = new TransferPage(page);
  await transfer.open();
  const lines = ['BEGIN:VCALENDAR', 'BEGIN:VTODO', 'SUMMARY:Water the plants', 'DUE:20261224T090000'];
  const events = ['END:VTODO', 'BEGIN:VEVENT', 'END:VEVENT', 'END:VCALENDAR'];
  await transfer.import({
    name: 'tasks.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from([...lines, ...events].join('\r\n')),
  });
  await transfer.expectImported('1 task was imported.');
  await expect(transfer.status.getByRole('row', { name: /VEVENT/ })).toBeVisible();

  expect(await ada.tasks()).toMatchObject([
    { title: 'Water the plants', dueDate: '2026-12-24', description: 'Due: 2026-12-24 09:00' },
  ]);
});
