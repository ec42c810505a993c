import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { allTasks, exportTasks, importFile, importTasks, TASK_IMPORT } from '../support/tasks/task-files';

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const todo = (...lines: string[]): string[] => ['BEGIN:VTODO', ...lines, 'END:VTODO'];

const LONG_COMMENT = `COMMENT:${'\\n'.repeat(65_000)}`;

describe('A file of another program', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const importAs = async (format: string, file: string) => {
    const { status, body } = await importFile(person, format, file);
    expect({ status, detail: body.detail }).toEqual({ status: 200, detail: undefined });
    return (body.adaptations ?? []).map(({ row, code }) => `${row} ${code}`);
  };

  describe('iCalendar', () => {
    it('keeps what comes a second time, and says so', async () => {
      const file = calendar(
        ...todo('SUMMARY:First', 'DESCRIPTION:One', 'DUE;VALUE=DATE:20261121', 'STATUS:NEEDS-ACTION'),
        ...todo(
          ...[
            'SUMMARY:Second',
            'SUMMARY:Third\\, too',
            'DESCRIPTION:Two',
            'DESCRIPTION:Three',
            'DESCRIPTION:Two',
          ],
          ...['DUE;VALUE=DATE:20261121', 'DUE;VALUE=DATE:20261122', 'STATUS:COMPLETED', 'STATUS:COMPLETED'],
        ),
      );
      expect(await importAs('ics', file)).toEqual(['9 MOVED_TO_DESCRIPTION']);
      const [, second] = await allTasks(person);
      expect(second).toMatchObject({ title: 'Second', dueDate: '2026-11-21', completed: true });
      expect(second?.description?.split('\n\n')).toEqual([
        'Two',
        'Summary: Third, too',
        'Description: Three',
        'Due: 20261122',
      ]);
    });

    it('has its to-dos taken over, and its events told of', async () => {
      const file = calendar(
        ...todo(
          'UID:1',
          'SUMMARY:Water the\\, plants',
          'DUE;VALUE=DATE:20261121',
          'PRIORITY:1',
          'CATEGORIES:home,a\\,b',
        ),
        ...['BEGIN:VEVENT', 'SUMMARY:A meeting', 'END:VEVENT'],
        ...todo('SUMMARY:Mow', 'STATUS:COMPLETED', 'COMPLETED:20261120T080000Z', 'CREATED:20261101T080000Z'),
      );
      expect(await importAs('ics', file)).toEqual(['10 LEFT_OUT']);
      expect(await allTasks(person)).toMatchObject([
        {
          title: 'Water the, plants',
          dueDate: '2026-11-21',
          priority: 'high',
          tags: ['home', 'a,b'],
          completed: false,
        },
        { title: 'Mow', completedAt: '2026-11-20T08:00:00.000Z', createdAt: '2026-11-01T08:00:00.000Z' },
      ]);
    });

    it('keeps in the description what has no field here', async () => {
      const file = calendar(
        ...todo('UID:p', 'SUMMARY:Garden'),
        ...todo(
          ...['SUMMARY:Mow', 'DESCRIPTION:Slowly\\nTwice', 'DUE;TZID=Europe/Berlin:20261121T143000'],
          ...['RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31', 'RELATED-TO:p', 'LOCATION:Behind the house'],
          ...['PERCENT-COMPLETE:50', 'BEGIN:VALARM', 'DESCRIPTION:of the alarm', 'END:VALARM'],
        ),
      );
      expect(await importAs('ics', file)).toEqual([
        '15 LEFT_OUT',
        '7 DATE_IN_DESCRIPTION',
        '7 MOVED_TO_DESCRIPTION',
      ]);
      const [, mow] = await allTasks(person);
      expect(mow).toMatchObject({ title: 'Mow', dueDate: '2026-11-21' });
      expect(mow?.description?.split('\n\n')).toEqual([
        'Slowly\nTwice',
        'Part of: Garden',
        'Due: 2026-11-21 14:30 (Europe/Berlin)',
        'Percent complete: 50',
        'Repeats: FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
        'Location: Behind the house',
      ]);
    });

    it('that was written here gives the same tasks', async () => {
      const tasks = [
        {
          title: 'Water, the; plants\\',
          description: 'First\n  then: 🥐\n'.repeat(40),
          priority: 'high',
          tags: ['home', 'a,b\\'],
        },
        { title: 'BEGIN:VTODO', description: 'END:VCALENDAR', priority: 'medium', dueDate: '9999-12-31' },
        {
          title: 'Done',
          completedAt: '2020-01-02T03:04:05Z',
          priority: 'low',
          description: 'x'.repeat(10_000),
        },
      ].map((task) => ({ ...task, createdAt: '2020-01-01T00:00:00Z' }));
      const other = app.visitor();
      await other.register();
      await importTasks(other, tasks);
      const { text } = await exportTasks(other, 'ics');
      expect(await importAs('ics', text)).toEqual([]);
      const contentOf = ({
        id: _id,
        updatedAt: _at,
        version: _version,
        ...content
      }: Record<string, unknown>) => content;
      const [before, after] = [await allTasks(other), await allTasks(person)];
      expect(after.map((task) => contentOf({ ...task }))).toEqual(
        before.map((task) => contentOf({ ...task })),
      );
    });

    it('tells of what cannot be taken over, and refuses nothing for an odd value', async () => {
      const file = calendar(
        ...todo('SUMMARY:A', 'CREATED:00000101T000000Z', 'CATEGORIES:\u2060,home'),
        ...todo('SUMMARY:B', 'no colon', 'ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA'),
        ...todo('SUMMARY:C', `DESCRIPTION;ALTREP="data:text/html,${'x'.repeat(5_000)}":Slowly`),
      );
      expect(await importAs('ics', file)).toEqual(['3 MOVED_TO_DESCRIPTION', '10 LEFT_OUT', '8 LEFT_OUT']);
      expect(await allTasks(person)).toMatchObject([
        { title: 'A', tags: ['home'], description: 'Created: 00000101T000000Z' },
        { title: 'B', description: null },
        { title: 'C', description: 'Slowly' },
      ]);
    });

    it('tells of anything that a to-do holds, and reads several calendars in one file', async () => {
      const list = ['BEGIN:X-LIST', 'BEGIN:X-ITEM', 'SUMMARY:Rake', 'END:X-ITEM', 'END:X-LIST'];
      const file = `${calendar(...todo('SUMMARY:A', ...list))}\r\n${calendar(...todo('SUMMARY:B'))}\n`;
      expect(await importAs('ics', file)).toEqual(['5 LEFT_OUT', '6 LEFT_OUT']);
      expect(await allTasks(person)).toMatchObject([{ title: 'A', description: null }, { title: 'B' }]);
    });

    it.each([
      ['nothing', ''],
      ['another file', 'title\nA\n'],
      ['no end', 'BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:A\n'],
      ['text behind its end', `${calendar(...todo('SUMMARY:A'))}more\n`],
      ['a to-do behind its end', calendar() + todo('SUMMARY:A').join('\n')],
      ['an end without a beginning', calendar('END:VTODO')],
      ['ends in the wrong order', calendar('BEGIN:VTODO', 'BEGIN:VALARM', 'END:VTODO', 'END:VALARM')],
      ['endless depth', 'BEGIN:VCALENDAR\n'.repeat(100_000)],
      ['a line without end', `BEGIN:VCALENDAR\nSUMMARY:${'x'.repeat(2_000_000)}`],
      ['a folded line without end', `BEGIN:VCALENDAR\nSUMMARY:x${'\n x'.repeat(1_000_000)}`],
      ['more text in a task than one can have', calendar(...todo(...Array<string>(250).fill(LONG_COMMENT)))],
      [
        'more text in what a task holds',
        calendar(...todo('BEGIN:VALARM', ...Array<string>(9).fill(LONG_COMMENT), 'END:VALARM')),
      ],
      ['a million properties', calendar(...todo('X:1\n'.repeat(1_000_000)))],
    ])('with %s is refused', async (_name, file) => {
      expectProblem(await importFile(person, 'ics', file), 400, 'MALFORMED_REQUEST');
      expect(await allTasks(person)).toEqual([]);
    });

    it('is known by its type', async () => {
      const headers = { 'content-type': 'text/calendar; charset=utf-8' };
      const body = calendar(...todo('SUMMARY:A'));
      expect((await person.send('POST', TASK_IMPORT, { body, headers })).body).toMatchObject({ imported: 1 });
      const wrong = await person.send('POST', `${TASK_IMPORT}?format=csv`, { body, headers });
      expectProblem(wrong, 415, 'UNSUPPORTED_MEDIA_TYPE');
    });
  });
});
