import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { allTasks, exportTasks, importFile, importTasks, TASK_IMPORT } from '../support/tasks/task-files';

const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const todo = (...lines: string[]): string[] => ['BEGIN:VTODO', ...lines, 'END:VTODO'];

const LONG_COMMENT = `COMMENT:${'\\n'.repeat(65_000)}`;

const PREAMBLE = '"Date: 2026-11-21+0000"\n"Version: 7.1"\n"Status: \n0 Normal\n1 Completed\n2 Archived"\n';
const COLUMNS =
  '"Folder Name","List Name","Title","Kind","Tags","Content","Is Check list","Start Date","Due Date","Reminder","Repeat","Priority","Status","Created Time","Completed Time","Order","Timezone","Is All Day","Is Floating","Column Name","Column Order","View Mode","taskId","parentId"\n';
const tickTick = (...rows: string[]): string => PREAMBLE + COLUMNS + rows.map((row) => `${row}\n`).join('');

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
      expect(await importAs('ics', file)).toEqual(['10 LEFT_OUT', '8 LEFT_OUT']);
      expect(await allTasks(person)).toMatchObject([
        { title: 'A', tags: ['home'] },
        { title: 'B', description: null },
        { title: 'C', description: 'Slowly' },
      ]);
    });

    it.each([
      ['nothing', ''],
      ['another file', 'title\nA\n'],
      ['no end', 'BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:A\n'],
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

  describe('TickTick', () => {
    it('has its tasks taken over from below its preamble', async () => {
      const file = tickTick(
        '"","Home","Water the plants","TEXT","daily, green","Twice","N","2026-11-21T15:00:00+0000","2026-11-21T15:00:00+0000","","","5","0","2026-11-01T08:00:00+0000","","1","Asia/Tokyo","true","false","","","list","1",""',
        '"","Home","Call Mira","TEXT","","","N","","","","","0","1","2026-11-02T08:00:00+0000","2026-11-03T08:00:00+0000","2","UTC","true","false","","","list","2",""',
      );
      expect(await importAs('ticktick', file)).toEqual([]);
      expect(await allTasks(person)).toMatchObject([
        {
          title: 'Water the plants',
          description: 'Twice',
          tags: ['daily', 'green', 'Home'],
          dueDate: '2026-11-22',
          priority: 'high',
          createdAt: '2026-11-01T08:00:00.000Z',
          completed: false,
        },
        { title: 'Call Mira', completedAt: '2026-11-03T08:00:00.000Z', tags: ['Home'], dueDate: null },
      ]);
    });

    it('keeps in the description what has no field here', async () => {
      const file = tickTick(
        '"Private","Home","Garden","CHECKLIST","","▫Mow▪Rake","Y","","","","","3","2","","","1","UTC","true","false","","","list","1",""'.replace(
          '▪',
          '\n▪',
        ),
        '"","Home","Mow","TEXT","","","N","2026-11-20T08:00:00+0000","2026-11-21T13:30:00+0000","TRIGGER:PT0S","RRULE:FREQ=WEEKLY","1","-1","","","2","Europe/Berlin","false","false","Soon","","list","2","1"',
        '"","","","TEXT","","","N","","","","","0","0","","","3","UTC","true","false","","","list","3",""',
      );
      expect(await importAs('ticktick', file)).toEqual([
        '5 MOVED_TO_DESCRIPTION',
        '6 DATE_IN_DESCRIPTION',
        '6 MOVED_TO_DESCRIPTION',
        '7 LEFT_OUT',
      ]);
      const [garden, mow] = await allTasks(person);
      expect(garden).toMatchObject({
        description: '[ ] Mow\n[x] Rake\n\nFolder: Private',
        priority: 'medium',
        completed: true,
      });
      expect(mow).toMatchObject({ dueDate: '2026-11-21', priority: 'low', completed: true });
      expect(mow?.description?.split('\n\n')).toEqual([
        'Part of: Garden',
        'Due: 2026-11-21 14:30 (Europe/Berlin)',
        'Start: 2026-11-20 09:00 (Europe/Berlin)',
        'Column: Soon',
        'Status: given up',
        'Repeats: RRULE:FREQ=WEEKLY',
        'Reminder: TRIGGER:PT0S',
      ]);
    });

    it('with an odd priority or instant keeps the task', async () => {
      const file = tickTick(
        '"","Home","A","TEXT","","","N","","","","","__proto__","0","0001-01-01T00:00:00+1400","","1","UTC","true","false","","","list","1",""',
      );
      expect(await importAs('ticktick', file)).toEqual(['5 MOVED_TO_DESCRIPTION']);
      expect(await allTasks(person)).toMatchObject([
        { priority: 'none', description: 'Priority: __proto__' },
      ]);
    });

    it('is refused without its columns', async () => {
      const answer = await importFile(person, 'ticktick', 'title\nA\n');
      expect(refusedFields(answer)).toEqual(['/1/List Name', '/1/Status', '/1/Title']);
    });
  });
});
