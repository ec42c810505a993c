import { request } from 'node:http';
import ICAL from 'ical.js';
import { CSV_COLUMNS, type CsvColumn } from '../../src/tasks/transfer/csv';
import { recordStatements } from '../support/database/recorded-statements';
import { createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { insertLongTasks } from '../support/requests/download';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { nextConnectionClosed } from '../support/servers/server-socket';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { exportTasks, importTasks, TASK_EXPORT } from '../support/tasks/task-files';
import { createTask, insertTasks, listTasks, readTask, TASKS } from '../support/tasks/tasks';

const MARKER = 'only-for-eve';
const FORMATS = ['csv', 'json', 'ics'];

describe('The export of tasks', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
    const eve = app.visitor();
    await eve.register();
    await createTask(eve, { title: MARKER });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  /** The bytes as they are sent; `fetch` would drop a byte order mark. */
  const bytesOf = async (format: string): Promise<string> => {
    const response = await fetch(`${app.url}${TASK_EXPORT}?format=${format}`, {
      headers: { authorization: `Bearer ${person.accessToken}` },
    });
    return Buffer.from(await response.arrayBuffer()).toString();
  };

  it.each([
    ['csv', 'text/csv; charset=utf-8; header=present'],
    ['json', 'application/json; charset=utf-8'],
    ['ics', 'text/calendar; charset=utf-8'],
  ])('is a download of %s that no cache keeps', async (format, type) => {
    const day = new Date().toISOString().slice(0, 10);
    const { status, headers } = await exportTasks(person, format);
    expect({ status, type: headers.get('content-type'), cache: headers.get('cache-control') }).toEqual({
      status: 200,
      type,
      cache: 'no-store',
    });
    expect(headers.get('content-disposition')).toBe(`attachment; filename="taskward-${day}.${format}"`);
  });

  it('is JSON unless asked otherwise, with tasks as they are read', async () => {
    const task = await createTask(person, { title: '"', description: '\u2028', tags: ['a'] });
    const { body } = await person.send('GET', TASK_EXPORT);
    expect(body).toEqual({
      format: 'taskward-tasks',
      version: 1,
      tasks: [await readTask(person, task.id)],
    });
  });

  it('as CSV has a header, quoted texts and lines that end in CRLF (RFC 4180)', async () => {
    const { id, createdAt } = await createTask(person, {
      title: 'say "hi",\nthen go',
      description: '',
      dueDate: '2026-11-21',
      tags: ['a,b', 'c'],
    });
    const cells: Partial<Record<CsvColumn, string>> = {
      id: `"${id}"`,
      title: '"say ""hi"",\nthen go"',
      description: '""',
      completed: '"false"',
      priority: '"none"',
      dueDate: '"2026-11-21"',
      tags: '"a\\,b,c"',
      createdAt: `"${createdAt}"`,
      updatedAt: `"${createdAt}"`,
    };
    const header = CSV_COLUMNS.map((column) => `"${column}"`).join(',');
    const row = CSV_COLUMNS.map((column) => cells[column] ?? '').join(',');
    expect(await bytesOf('csv')).toBe(`\ufeff${header}\r\n${row}\r\n`);
  });

  it.each(['=1+1', '+1', '-1', '@A1', "'=1", '\u200b=1+1', '\u3164+1', '\u2212 1', '\u00ad@A1'])(
    'lets no spreadsheet calculate %s',
    async (text) => {
      await createTask(person, { title: text, description: text, tags: [text] });
      const cells = (await bytesOf('csv')).split(',').filter((cell) => cell.includes(`'${text}`));
      expect(cells).toEqual([`"'${text}"`, `"'${text}"`, `"'${text}"`]);
    },
  );

  it('as iCalendar is read by other programs', async () => {
    const { id } = await createTask(person, { title: 'a; b, c\\\nd', tags: ['x'], dueDate: '2026-11-21' });
    const calendar = new ICAL.Component(ICAL.parse(await bytesOf('ics')) as unknown[]);
    expect(calendar.name).toBe('vcalendar');
    const [todo] = calendar.getAllSubcomponents('vtodo');
    expect(
      ['uid', 'summary', 'due', 'status'].map((name) => String(todo?.getFirstPropertyValue(name))),
    ).toEqual([id, 'a; b, c\\\nd', '2026-11-21', 'NEEDS-ACTION']);
  });

  it('is complete and in order for more tasks than are read at a time, the trash left out', async () => {
    const rows = Array.from({ length: 1_501 }, (_, index) => ({ title: `Task ${index}` }));
    const ids = (await insertTasks(app.database.owner, person.userId, rows)).sort();
    await person.send('DELETE', `${TASKS}/${ids[700]}`);
    const { tasks } = (await exportTasks(person, 'json')).body as { tasks: { id: string }[] };
    expect(tasks.map(({ id }) => id)).toEqual(ids.filter((id) => id !== ids[700]));
    for (const format of FORMATS) {
      const { text } = await exportTasks(person, format);
      expect(text.match(new RegExp(ids.slice(0, 3).join('|'), 'g'))).toHaveLength(3);
    }
  });

  it.each(FORMATS)('as %s holds nothing of anybody else', async (format) => {
    expect((await exportTasks(person, format)).text).not.toContain(MARKER);
  });

  it('reads no further when the client goes away', async () => {
    await insertLongTasks(app.database.owner, person.userId, 600);
    const statements = await recordStatements(app, async () => {
      const closed = nextConnectionClosed(app);
      const download = request(`${app.url}${TASK_EXPORT}`, {
        headers: { authorization: `Bearer ${person.accessToken}` },
      }).on('response', (response) => response.once('data', () => download.destroy()));
      download.on('error', () => undefined).end();
      await closed;
      expect((await listTasks(person)).status).toBe(200);
    });
    const pages = statements.filter(({ sql }) => sql.includes('ORDER BY id LIMIT 500'));
    expect(pages.length).toBeGreaterThan(0);
    // Of three hundred.
    expect(pages.length).toBeLessThan(200);
  });

  it('needs a token that may read', async () => {
    expectProblem(await exportTasks(app.visitor(), 'csv'), 401, 'TOKEN_MISSING');
    const reader = scriptWith(app, (await createPersonalToken(person, { scopes: ['tasks:read'] })).token);
    expect((await exportTasks(reader, 'csv')).status).toBe(200);
  });

  it('knows no other format and no other parameter', async () => {
    const answer = await person.send('GET', `${TASK_EXPORT}?format=xml&status=open`);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(['/format', '/status']);
  });

  it('is the same again after its tasks were imported', async () => {
    await importTasks(person, [{ title: 'Imported', createdAt: '2020-01-01T00:00:00.000Z' }]);
    const { tasks } = (await exportTasks(person, 'json')).body as { tasks: object[] };
    expect(tasks).toMatchObject([{ title: 'Imported', createdAt: '2020-01-01T00:00:00.000Z' }]);
  });
});
