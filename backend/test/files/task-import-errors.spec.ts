import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { allTasks, importFile, jsonFile } from '../support/tasks/task-files';

interface FieldError {
  pointer: string;
  message: string;
}

const errorsOf = ({ body }: Answer): FieldError[] => body.errors as FieldError[];

describe('A file of tasks that is not right', () => {
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

  const expectNothing = async () => expect(await allTasks(person)).toEqual([]);

  it('tells of a CSV file what is wrong in which row, and makes nothing', async () => {
    const csv = [
      'title,dueDate,priority,tags,completed,createdAt,completedAt',
      'good,,,,,,',
      ',2026-02-30,urgent,,maybe,yesterday,today',
      '"two\nlines",,,,,,,',
      `${'x'.repeat(201)},,,${'y'.repeat(41)},,,`,
      'a\0b,,,,,,',
    ].join('\r\n');
    const answer = await importFile(person, 'csv', csv);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(
      errorsOf(answer)
        .map(({ pointer, message }) => `${pointer}: ${message}`)
        .sort(),
    ).toEqual([
      '/3/completed: This field must be true or false.',
      '/3/completedAt: This field must be an RFC 3339 date-time such as 2026-11-21T08:30:00Z.',
      '/3/createdAt: This field must be an RFC 3339 date-time such as 2026-11-21T08:30:00Z.',
      '/3/dueDate: This field must be a calendar date YYYY-MM-DD.',
      '/3/priority: This field must be one of: none, low, medium, high.',
      '/3/title: This field must not be empty.',
      '/4: This row has more cells than there are columns.',
      '/5/tags: This field holds a tag that must have at most 40 characters.',
      '/5/title: This field must have at most 200 characters.',
      '/6/title: This field holds a character that cannot be stored.',
    ]);
    expect(answer.body.errorCount).toBe(10);
    await expectNothing();
  });

  it('tells of a JSON file what is wrong where', async () => {
    const tasks: unknown[] = [
      { title: 'good' },
      7,
      null,
      [],
      { title: 1 },
      { title: 'x', constructor: 1 },
      {},
    ];
    const answer = await importFile(person, 'json', jsonFile(tasks));
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual([
      '/tasks/1',
      '/tasks/2',
      '/tasks/3',
      '/tasks/4/title',
      '/tasks/5/constructor',
      '/tasks/6/title',
    ]);
    await expectNothing();
  });

  it.each([
    ['title\nA 5" disk\n', 2, /quote stands in the middle of a cell/],
    ['title\n\n"B"C\n', 3, /Text stands behind the quote/],
    ['title\nA\n"B\nC\n', 3, /begins with a quote/],
    [`title\n${'x'.repeat(200_000)}`, 2, /more than 131072 characters/],
  ])('tells in which row of %j it cannot be read, and why', async (csv, row, reason) => {
    const answer = await importFile(person, 'csv', csv);
    expectProblem(answer, 400, 'MALFORMED_REQUEST');
    expect(errorsOf(answer)).toEqual([
      { pointer: `/${row}`, code: 'INVALID', message: expect.stringMatching(reason) },
    ]);
    expect(answer.body.detail).toContain(`Row ${row} cannot be read.`);
  });

  it.each(['漢', '🥐'])('counts the characters of a row, not the bytes: %s', async (sign) => {
    const csvOf = (length: number) =>
      `Title,List Name,Status,Content\nA,Home,0,"${sign.repeat(length / sign.length)}"\nB,Home,0,\n`;
    expect((await importFile(person, 'ticktick', csvOf(60_000))).body).toMatchObject({ adaptationCount: 1 });
    expect((await allTasks(person)).map(({ title }) => title)).toContain('B');
    expect((await importFile(person, 'ticktick', csvOf(131_000))).status).toBe(200);
    const answer = await importFile(person, 'ticktick', csvOf(131_072));
    expectProblem(answer, 400, 'MALFORMED_REQUEST');
    expect(refusedFields(answer)).toEqual(['/2']);
  });

  it('tells which columns are known', async () => {
    const answer = await importFile(person, 'csv', 'title,colour\nA,red', { dryRun: true });
    expect(errorsOf(answer)).toMatchObject([
      {
        pointer: '/1/colour',
        message: expect.stringContaining('Supported columns: id, title (task), description (notes)'),
      },
    ]);
  });

  it('lists a hundred errors and counts all', async () => {
    const answer = await importFile(person, 'csv', `title,priority\n${',urgent\n'.repeat(1_000)}`);
    expect(errorsOf(answer)).toHaveLength(100);
    expect(answer.body.errorCount).toBe(2_000);
  });

  it('gives up a file with ten thousand errors, so that nobody waits for what is of no use', async () => {
    const answer = await importFile(person, 'csv', `title,priority\n${',urgent\n'.repeat(6_000)}`);
    expect(errorsOf(answer)).toHaveLength(100);
    expect(answer.body.errorCount).toBe(10_000);
  });

  it('refuses a JSON file with far more in a task than it can have', async () => {
    const task = { title: 'A', tags: Array.from({ length: 100 }, () => 'x') };
    expectProblem(await importFile(person, 'json', jsonFile([task])), 400, 'MALFORMED_REQUEST');
    await expectNothing();
  });

  it.each([
    ['unknown', 'title,colour\nA,red', ['/1/colour']],
    ['there twice', 'title,Title\nA,B', ['/1/Title']],
    ['there by two names', 'Title,Description,Notes\nA,B,C', ['/1/Notes']],
    ['without a name', 'title,\nA,B', ['/1/']],
    ['without the title', 'description\nA', ['/1/title']],
    ['missing altogether', '', ['/1/title']],
  ])('refuses CSV with columns that are %s', async (_name, csv, pointers) => {
    const answer = await importFile(person, 'csv', csv);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(pointers);
    await expectNothing();
  });

  it.each([
    ['csv', 'a quote that does not end', 'title\n"A\nB'],
    ['csv', 'a quote in the middle', 'title\nA\n"B"C\n'],
    ['csv', 'a row without end', `title\n${'x'.repeat(200_000)}`],
    ['csv', 'a row of too many cells', `title\n${','.repeat(1_000_000)}`],
    ['json', 'no end', '{"format":"taskward-tasks","version":1,"tasks":[{"title":"A"}'],
    ['json', 'a text without end', `{"tasks":["${'x'.repeat(4_000_000)}"]}`],
    ['json', 'a task of too many values', `{"tasks":[{"title":"A"},{"tags":[${'0,'.repeat(100_000)}0]}]}`],
    ['json', 'endless depth', `{"tasks":[{"title":"A"},${'['.repeat(1_000_000)}`],
    ['json', 'a poisoned name', '{"tasks":[{"title":"A","__proto__":{"completed":true}}]}'],
  ])('refuses %s with %s', async (format, _name, body) => {
    expectProblem(await importFile(person, format, body), 400, 'MALFORMED_REQUEST');
    await expectNothing();
  });

  it.each([
    [{ tasks: [] }, ['/format', '/version']],
    [{ format: 'taskward-tasks', version: 2, tasks: [] }, ['/version']],
    [{ format: 'taskward-tasks', version: 1, tasks: {} }, ['/tasks']],
    [{ format: 'taskward-tasks', version: 1, tasks: [], items: [] }, ['/items']],
  ])('refuses the JSON document %j', async (document, pointers) => {
    const answer = await importFile(person, 'json', JSON.stringify(document));
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(pointers);
  });

  it('refuses a file of another type than its format', async () => {
    const headers = { 'content-type': 'application/json' };
    expectProblem(await importFile(person, 'csv', 'title\nA', { headers }), 415, 'UNSUPPORTED_MEDIA_TYPE');
    expectProblem(await importFile(person, 'text/plain', 'A'), 400, 'VALIDATION_FAILED');
    await expectNothing();
  });
});
