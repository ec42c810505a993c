import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { allTasks, importFile } from '../support/tasks/task-files';
import { listTasks } from '../support/tasks/tasks';

const HEADER = 'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE';
const file = (...rows: string[]): string => [HEADER, ...rows, ''].join('\n');

describe('A project of Todoist', () => {
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

  const importProject = async (...rows: string[]) => {
    const { status, body } = await importFile(person, 'todoist', file(...rows));
    expect(status).toBe(200);
    return (body.adaptations ?? []).map(({ row, code }) => `${row} ${code}`);
  };

  it('is shown in the order of the file', async () => {
    expect(
      await importProject('task,Parent,,4,1,,,,,', 'task,Child one,,4,2,,,,,', 'task,Child two,,4,2,,,,,'),
    ).toEqual([]);
    const shown = (await listTasks(person)).body.items;
    expect(shown.map(({ title }) => title)).toEqual(['Parent', 'Child one', 'Child two']);
  });

  it('keeps what is said of a section in its first task', async () => {
    await importProject(
      'section,Home,Chores of the house,,,,,,,',
      'task,Sweep,,4,1,,,,,',
      'task,Mop,,4,1,,,,,',
    );
    expect(await allTasks(person)).toMatchObject([
      { title: 'Sweep', tags: ['Home'], description: 'Section Home: Chores of the house' },
      { title: 'Mop', tags: ['Home'], description: null },
    ]);
  });

  it('keeps a section without tasks as a task, and says so', async () => {
    const section = `section,${'x'.repeat(201)},,,,,,,,`;
    expect(await importProject('section,Later,One day,,,,,,,', section, 'task,Sweep,,4,1,,,,,')).toEqual([
      '2 SECTION_AS_TASK',
    ]);
    expect(await allTasks(person)).toMatchObject([
      { title: 'Later', description: 'Section Later: One day' },
      { title: 'Sweep', tags: [], description: `Section ${'x'.repeat(201)}\n\nSection: ${'x'.repeat(199)}…` },
    ]);
  });

  it('keeps the dates of comments', async () => {
    const note = 'note,Not the cactus,,,,Ada (1),,2026-11-20T08:30:00Z,,';
    await importProject(note, 'task,Water the plants,,4,1,,,,,', note);
    expect(await allTasks(person)).toMatchObject([
      { title: 'Not the cactus', description: '(2026-11-20T08:30:00Z)', dueDate: null },
      { title: 'Water the plants', description: 'Not the cactus\n(2026-11-20T08:30:00Z)', dueDate: null },
    ]);
  });

  it('has due dates of words that name a day, and keeps the others in the description', async () => {
    const told = await importProject(
      'task,First,,4,1,,,Oct 5 2026,en,',
      'task,Second,,4,1,,,5. Okt 2026,de,',
      'task,Third,,4,1,,,17 Aug,en,',
      'task,Fourth,,4,1,,,3 Dec 2026 14:30,en,',
      'task,Fifth,,4,1,,,every monday,en,',
    );
    expect((await allTasks(person)).map(({ dueDate, description }) => [dueDate, description])).toEqual([
      ['2026-10-05', null],
      ['2026-10-05', null],
      [null, 'Date: 17 Aug'],
      ['2026-12-03', 'Date: 3 Dec 2026 14:30'],
      [null, 'Date: every monday'],
    ]);
    expect(told).toEqual(['4 DATE_IN_DESCRIPTION', '5 DATE_IN_DESCRIPTION', '6 DATE_IN_DESCRIPTION']);
  });

  it('of a time before due dates had a name of their own is read as well', async () => {
    const csv = 'TYPE,CONTENT,PRIORITY,INDENT,DUE_DATE\ntask,A,4,1,2026-10-05\n';
    expect((await importFile(person, 'todoist', csv)).status).toBe(200);
    expect(await allTasks(person)).toMatchObject([{ title: 'A', dueDate: '2026-10-05' }]);
  });

  it('keeps labels beyond the maximum in the description', async () => {
    const labels = Array.from({ length: 25 }, (_, index) => `l${index + 1}`);
    const told = await importProject(
      `task,"Labels ${labels.map((label) => `@${label}`).join(' ')} ",,4,1,,,,,`,
    );
    expect(await allTasks(person)).toMatchObject([
      { title: 'Labels', tags: labels.slice(0, 20), description: 'Labels: l21, l22, l23, l24, l25' },
    ]);
    expect(told).toEqual(['2 TAGS_IN_DESCRIPTION']);
  });

  it('goes on with a description that is too long in a task below', async () => {
    expect(await importProject(`task,Long,${'x'.repeat(16_383)},4,1,,,,,`, 'task,Next,,4,1,,,,,')).toEqual([
      '2 DESCRIPTION_CONTINUED',
    ]);
    expect((await listTasks(person)).body.items).toMatchObject([
      { title: 'Long', description: 'x'.repeat(10_000) },
      { title: 'Long (2/2)', description: 'x'.repeat(6_383) },
      { title: 'Next' },
    ]);
  });

  it('leaves out rows without content, and says so', async () => {
    expect(await importProject('task,,,4,1,,,,,', 'task,Kept,,4,1,,,,,', 'note,,,,,,,,,')).toEqual([
      '2 LEFT_OUT',
      '4 LEFT_OUT',
    ]);
    expect(await allTasks(person)).toMatchObject([{ title: 'Kept', description: null }]);
  });

  it('tells in a dry run what would be adapted: the first hundred, and how many', async () => {
    const csv = file('task,Kept,,4,1,,,,,', ...Array.from({ length: 120 }, () => 'task,,,4,1,,,,,'));
    const { body } = await importFile(person, 'todoist', csv, { dryRun: true });
    expect(body).toMatchObject({ imported: 1, dryRun: true, adaptationCount: 120 });
    expect(body.adaptations).toHaveLength(100);
    expect(body.adaptations?.[0]).toEqual({
      row: 3,
      code: 'LEFT_OUT',
      message: 'The row is a task without content, and is left out.',
    });
  });

  it('keeps what stands in a column that comes twice, in one without a name, and beyond the last', async () => {
    const csv = [
      'TYPE,CONTENT,DATE,CONTENT,,CONTENT (2)',
      'task,Sweep,,Mop,Rinse,Dry,Shine',
      'task,Rest',
      '',
    ].join('\n');
    const { body } = await importFile(person, 'todoist', csv);
    expect(body.adaptations).toMatchObject([{ row: 2, code: 'MOVED_TO_DESCRIPTION' }]);
    const description = 'CONTENT (2): Mop\n\nColumn 5: Rinse\n\nCONTENT (2) (2): Dry\n\nColumn 7: Shine';
    expect(await allTasks(person)).toMatchObject([
      { title: 'Sweep', description },
      { title: 'Rest', description: null },
    ]);
  });

  it('keeps all cells of sections and comments', async () => {
    expect(
      await importProject(
        'section,Home,Chores,2,,,Mira,,,,Late',
        'task,Sweep,,4,1,,,,,',
        'note,Gently,Twice,,,Ada (1),,2026-11-20,,,Early',
      ),
    ).toEqual(['2 MOVED_TO_DESCRIPTION', '4 MOVED_TO_DESCRIPTION']);
    expect(await allTasks(person)).toMatchObject([
      {
        title: 'Sweep',
        description:
          'Section Home: Chores\nPRIORITY: 2\nRESPONSIBLE: Mira\nColumn 11: Late\n\nGently\n(2026-11-20)\nDESCRIPTION: Twice\nColumn 11: Early',
      },
    ]);
  });

  it('keeps an indent that nothing stands above or that is no number, and says so', async () => {
    expect(
      await importProject('task,A,,4,2,,,,,', 'task,B,,4,2,,,,,', 'task,C,,4,deep,,,,,', 'task,D,,4,-1,,,,,'),
    ).toEqual(['2 MOVED_TO_DESCRIPTION', '4 MOVED_TO_DESCRIPTION', '5 MOVED_TO_DESCRIPTION']);
    expect((await allTasks(person)).map(({ description }) => description)).toEqual([
      'Indent: 2',
      'Part of: A',
      'Indent: deep',
      'Indent: -1',
    ]);
  });

  it('keeps the section of a comment that stands before its tasks', async () => {
    const note = 'note,Not today,,,,,,,,';
    expect(await importProject('section,Home,Chores,,,,,,,', note, 'task,Sweep,,4,1,,,,,')).toEqual([]);
    expect(await allTasks(person)).toMatchObject([
      { title: 'Not today', tags: ['Home'], description: null },
      { title: 'Sweep', tags: ['Home'], description: 'Section Home: Chores' },
    ]);
  });

  it('tells of a section without a name and of a row without a type, and keeps what is said of the section', async () => {
    expect(
      await importProject(
        'section,Home,,,,,,,,',
        'task,Sweep,,4,1,,,,,',
        'section,,,,,,,,,',
        'task,Mop,,4,1,,,,,',
        'section,,Not today,,,,,,,',
        ',Rinse,,4,1,,,,,',
      ),
    ).toEqual(['4 LEFT_OUT', '6 LEFT_OUT', '7 LEFT_OUT', '6 SECTION_AS_TASK']);
    expect(await allTasks(person)).toMatchObject([
      { title: 'Sweep', tags: ['Home'] },
      { title: 'Mop', tags: [], description: null },
      { title: 'Section: Not today' },
    ]);
  });

  it('keeps a priority that is none in words', async () => {
    expect(await importProject('task,Sweep,,constructor,1,,,,,')).toEqual(['2 MOVED_TO_DESCRIPTION']);
    expect(await allTasks(person)).toMatchObject([
      { priority: 'none', description: 'Priority: constructor' },
    ]);
  });

  it('is refused with more text in the comments on a task than one can have, by row', async () => {
    const notes = Array<string>(250).fill(`note,${'x '.repeat(65_000)},,,,,,,,`);
    const answer = await importFile(person, 'todoist', file('task,Sweep,,4,1,,,,,', ...notes));
    expectProblem(answer, 400, 'MALFORMED_REQUEST');
    expect(refusedFields(answer)).toEqual(['/5']);
    expect(await allTasks(person)).toEqual([]);
  });
});
