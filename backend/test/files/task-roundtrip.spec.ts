import fc from 'fast-check';
import { isBlank } from '../../src/platform/validation/text.decorator';
import type { Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { allTasks, contentOf, exportTasks, importFile, importTasks } from '../support/tasks/task-files';

const NASTY_TEXTS = [
  'plain',
  'comma, semicolon; tab\tquote " and "" two',
  'line\nfeed and\r\nboth and\rreturn',
  '=HYPERLINK("http://example.org")',
  '+1',
  '-1',
  '@SUM(A1)',
  "'=already",
  "''+twice",
  "'not a formula",
  '＝full width',
  '\u200b=unseen',
  "\u2060'\u3164 =unseen",
  ' \t-2',
  '🥐 👩‍👩‍👧‍👦 e\u0301',
  'שלום \u202eRTL\u202c',
  '\u0001 control \u007f \u0085 \u2028',
  '\\ back\\slash \\, \\n',
  '\ufeffmark',
  'null',
  'true',
];

/** Any text that can be stored, and more often such as mean something to a format. */
const text = (maxLength: number, minLength = 0) =>
  fc.oneof(
    fc.string({ unit: 'binary', minLength, maxLength }),
    fc.string({
      unit: fc.constantFrom(...',;|"\'\\=+-@\t\r\n\0 :a🥐\u200b\u3164\u2212'),
      minLength,
      maxLength,
    }),
    fc.constantFrom(...NASTY_TEXTS).map((nasty) => nasty.slice(0, maxLength)),
  );

const storable = (value: string): boolean => value.isWellFormed() && !value.includes('\0');
const notBlank = (value: string): boolean => storable(value) && !isBlank(value);
const instant = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const task = fc.record({
  title: text(80, 1).filter(notBlank),
  description: fc.option(text(300).filter(storable)),
  completedAt: fc.option(instant),
  priority: fc.constantFrom('none', 'low', 'medium', 'high'),
  dueDate: fc.option(instant.map((date) => date.slice(0, 10))),
  tags: fc.array(text(15, 1).filter(notBlank), { maxLength: 5 }),
  createdAt: instant,
});

describe('Tasks that leave as a file and come back', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  const newcomer = async (): Promise<Visitor> => {
    const visitor = app.visitor();
    await visitor.register();
    return visitor;
  };

  const expectRoundTrip = async (format: string, tasks: object[]): Promise<void> => {
    const [from, to] = [await newcomer(), await newcomer()];
    await importTasks(from, tasks);
    const file = await exportTasks(from, format);
    expect(file.status).toBe(200);
    const imported = await importFile(to, format, file.text);
    expect({ status: imported.status, body: imported.body }).toMatchObject({
      status: 200,
      body: { imported: tasks.length },
    });
    const before = await allTasks(from);
    const after = await allTasks(to);
    expect(after.map(contentOf)).toEqual(before.map(contentOf));
    const ids = new Set(before.map(({ id }) => id));
    expect(after.filter(({ id }) => ids.has(id))).toEqual([]);
  };

  const nastyTasks = NASTY_TEXTS.map((nasty, index) => ({
    title: nasty,
    description: [nasty, '', null][index % 3],
    completed: index % 2 === 0,
    completedAt: index % 4 === 0 ? '2026-01-02T03:04:05.678Z' : null,
    priority: ['none', 'low', 'medium', 'high'][index % 4],
    dueDate: index % 2 ? '2026-11-21' : null,
    tags: [nasty.slice(0, 40), 'a,b', 'c\\', '-d'].slice(index % 3),
    createdAt: '2020-02-29T23:59:59.999Z',
  }));

  it.each(['csv', 'json'])('are the same by %s, whatever their texts are', async (format) => {
    await expectRoundTrip(format, nastyTasks);
  });

  it.each(['csv', 'json'])('are the same by %s when there are none', async (format) => {
    await expectRoundTrip(format, []);
  });

  it.each(['csv', 'json'])('are the same by %s for any tasks that there can be', async (format) => {
    const property = fc.asyncProperty(fc.array(task, { minLength: 1, maxLength: 60 }), (tasks) =>
      expectRoundTrip(format, tasks),
    );
    await fc.assert(property, { numRuns: 12 });
  });
});
