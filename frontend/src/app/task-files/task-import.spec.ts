import { HttpEventType } from '@angular/common/http';
import { openAccountPage } from '../../testing/account';
import { button, click, field, submit } from '../../testing/page';
import { expectNoRequest, expectRequest, loseConnection, refuse, settle } from '../../testing/portal';
import { describeInstantExactly } from '../ui/describe-instant';
import { TaskImport } from './task-import';

const IMPORT = 'POST /tasks/import';
const IMPORTED_AT = '2026-11-30T08:00:00.000Z';
const LIMITED = 'There is no room for so many open tasks.';

describe('TaskImport', () => {
  let page: HTMLElement;

  const choose = async (name: string, content = 'title\nWater the plants') => {
    const input = field(page, 'File');
    Object.defineProperty(input, 'files', { value: [new File([content], name)], configurable: true });
    input.dispatchEvent(new Event('change'));
    await settle();
  };

  const send = async () => {
    await submit(page);
    return expectRequest(IMPORT);
  };

  const keyOf = ({ request }: Awaited<ReturnType<typeof send>>) => request.headers.get('Idempotency-Key');
  const said = (role: string) => page.querySelector(`[role=${role}]`)?.textContent.trim();

  beforeEach(async () => {
    // What browsers have, and jsdom has not.
    Blob.prototype.text = () => Promise.resolve('title\n');
    page = await openAccountPage(TaskImport);
  });

  afterEach(() => page.remove());

  it('sends the file as what it is', async () => {
    await choose('tasks.csv');
    const { request } = await send();

    expect(request.headers.get('Content-Type')).toBe('text/csv');
    expect(request.params.get('format')).toBe('csv');
    expect(request.body).toMatchObject({ name: 'tasks.csv' });
  });

  it('shows how much is sent, then that it is read, then what came of it', async () => {
    await choose('tasks.json');
    const upload = await send();
    upload.event({ type: HttpEventType.UploadProgress, loaded: 31, total: 100 });
    await settle();
    expect(page.querySelector('progress')?.labels[0]?.textContent).toBe('Sending 31 %');
    expect(page.querySelector('progress')?.value).toBe(31);
    upload.event({ type: HttpEventType.UploadProgress, loaded: 100, total: 100 });
    await settle();
    expect(page.querySelector('progress')?.labels[0]?.textContent).toBe('Reading …');
    expect(page.querySelector('progress')?.hasAttribute('value')).toBe(false);
    upload.flush({ imported: 1200, open: 1200, dryRun: false });
    await settle();

    expect(page.querySelector('progress')).toBeNull();
    expect(said('status')).toContain('1,200 tasks were imported.');
  });

  it('sends once however often one clicks', async () => {
    await choose('tasks.csv');
    await submit(page);
    await click(button(page, 'Import tasks'));

    await expectRequest(IMPORT);
  });

  it.each([
    ['holiday.jpeg', 'Choose a CSV, JSON or iCalendar file.', 'JFIF'],
    ['tasks.pdf', 'Choose a CSV, JSON or iCalendar file.', '%PDF'],
    ['tasks.csv', 'This file is empty. Choose another one.', ''],
  ])('does not send %s', async (name, message, content) => {
    await choose(name, content);
    await submit(page);

    expect(page.textContent).toContain(message);
    expect(document.activeElement).toBe(field(page, 'File'));
    await expectNoRequest(IMPORT);
  });

  it('says so when the file is not there any more', async () => {
    Blob.prototype.text = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    await choose('tasks.csv');
    await submit(page);

    expect(page.textContent).toContain('The file was changed or moved. Choose it again.');
    await expectNoRequest(IMPORT);
  });

  it('shows what did not fit, by its rows', async () => {
    await choose('tasks.csv');
    const adaptations = [{ row: 3, code: 'LEFT_OUT', message: 'The row is left out.' }];
    (await send()).flush({ imported: 1, open: 1, dryRun: false, adaptations, adaptationCount: 1 });
    await settle();

    const cells = [...page.querySelectorAll('td')].map(({ textContent }) => textContent);
    expect(cells).toEqual(['3', 'The row is left out.']);
  });

  it('names the lines of a calendar, and says when there is no task in it', async () => {
    await choose('tasks.ics');
    const adaptations = [{ row: 3, code: 'LEFT_OUT', message: 'The event is left out.' }];
    (await send()).flush({ imported: 0, open: 0, dryRun: false, adaptations, adaptationCount: 1 });
    await settle();

    expect(page.querySelector('th')?.textContent).toBe('Line');
    expect(said('status')).toContain('There was no task in the file.');
    expect(said('status')).not.toContain('See your tasks');
  });

  it('says why a file cannot be read', async () => {
    await choose('tasks.ics');
    refuse(await send(), 400, 'MALFORMED_REQUEST', { detail: 'The calendar has no end.' });
    await settle();

    expect(said('alert')).toContain('The file cannot be read. The calendar has no end.');
  });

  it('asks before it imports a file a second time', async () => {
    await choose('tasks.csv');
    const first = await send();
    expect(first.request.params.get('repeat')).toBe('refuse');
    refuse(first, 409, 'ALREADY_IMPORTED', { alreadyImportedAt: IMPORTED_AT });
    await settle();
    const when = describeInstantExactly(IMPORTED_AT);
    expect(said('status')).toContain(
      `You imported this file on ${when}. Importing it again creates duplicates.`,
    );
    await click(button(page, 'Import it again'));
    const again = await expectRequest(IMPORT);
    expect(again.request.params.get('repeat')).toBe('allow');
    again.flush({ imported: 1, open: 1, dryRun: false });
    await settle();

    expect(said('status')).toContain('1 task was imported.');
  });

  it('lists the errors of a file by task, and says how many there are', async () => {
    await choose('tasks.json');
    const errors = [{ pointer: '/tasks/0/title', code: 'INVALID', message: 'This field must not be empty.' }];
    refuse(await send(), 400, 'VALIDATION_FAILED', { errors, errorCount: 1_250 });
    await settle();

    expect(said('alert')).toContain('Nothing was imported. There are 1,250 errors in “tasks.json”.');
    expect(said('alert')).toContain('Here is the first one.');
    const cells = [...page.querySelectorAll('th, td')].map(({ textContent }) => textContent);
    expect(cells).toEqual(['Task', 'Field', 'What is wrong', '1', 'title', 'This field must not be empty.']);
  });

  it('tries again as the same write, with a file that nothing is known against', async () => {
    await choose('tasks.csv');
    const lost = await send();
    loseConnection(lost);
    await settle();
    expect(said('alert')).toContain('Import the file once more; nothing is added twice.');
    const limited = await send();
    refuse(limited, 422, 'LIMIT_REACHED');
    await settle();
    expect(said('alert')).toContain(`Nothing was imported. ${LIMITED}`);
    const last = await send();

    expect(keyOf(limited)).toBe(keyOf(lost));
    expect(keyOf(last)).toBe(keyOf(lost));
  });

  it('sends another file as another write', async () => {
    await choose('tasks.csv');
    const first = await send();
    first.flush({ imported: 1, open: 1, dryRun: false });
    await settle();
    await choose('tasks.csv');
    expect(said('status')).toBe('');

    expect(keyOf(await send())).not.toBe(keyOf(first));
  });
});
