import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, EMPTY_TASK, readTask, TASKS } from '../support/tasks/tasks';

const MILLISECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

describe('Making a task', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const create = (body: unknown) => ada.send('POST', TASKS, { body });

  it('answers 201 with the task, its address and its version', async () => {
    const answer = await create({ title: 'Water the plants' });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...EMPTY_TASK,
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      completedAt: null,
      version: 1,
      createdAt: expect.stringMatching(MILLISECONDS),
      updatedAt: answer.body.createdAt,
    });
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const location = answer.headers.get('location') ?? '';
    expect(location).toBe(`${TASKS}/${String(answer.body.id)}`);
    expect((await ada.send('GET', location)).body).toEqual(answer.body);
  });

  it('keeps every field that it was given', async () => {
    const fields = {
      title: 'שָׁלוֹם 👩‍👩‍👧 <b>"x"</b> \\ ',
      description: '  two\nlines\t',
      completed: true,
      priority: 'high',
      dueDate: '2024-02-29',
      tags: ['Home', 'it\'s "so"', 'a,b', '{}', 'NULL', '\\'],
    };
    const task = await createTask(ada, fields);
    expect(task).toMatchObject({ ...fields, title: fields.title.trim(), completedAt: task.createdAt });
    expect(await readTask(ada, task.id)).toEqual(task);
  });

  it('trims title and tags, and keeps each tag once, in the order given, as it is spelled first', async () => {
    const task = await createTask(ada, { title: ' \t x \n', tags: [' b ', 'A', 'B', 'a', 'A\u00a0'] });
    expect(task).toMatchObject({ title: 'x', tags: ['b', 'A'] });
  });

  it('counts tags after it dropped duplicates', async () => {
    const twenty = Array.from({ length: 20 }, (_, index) => `tag ${index}`);
    expect((await createTask(ada, { tags: [...twenty, ...twenty] })).tags).toEqual(twenty);
    expect((await create({ title: 'x', tags: [...twenty, 'one more'] })).status).toBe(400);
  });

  // Each is one character to PostgreSQL and to JSON Schema, though not to JavaScript or to the eye.
  it.each([
    ['letters', 'a'],
    ['letters of two bytes', 'é'],
    ['emoji', '🥐'],
    ['combining accents', '\u0301'],
  ])('takes the longest texts of %s, and not one code point more', async (_name, unit) => {
    const longest = { title: unit.repeat(200), description: unit.repeat(10_000), tags: [unit.repeat(40)] };
    expect(await createTask(ada, longest)).toMatchObject(longest);
    const tooLong = { title: unit.repeat(201), description: unit.repeat(10_001), tags: [unit.repeat(41)] };
    const answer = await create(tooLong);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(['/description', '/tags', '/title']);
  });

  it.each([
    ['no title', {}, ['/title']],
    ['null as title', { title: null }, ['/title']],
    ['an empty title', { title: '' }, ['/title']],
    ['a blank title', { title: ' \t\n\u00a0\u3000\ufeff' }, ['/title']],
    ['a title that nobody can see', { title: '\u200b\u2060 \u3164\u2800\ufe0f\u{e0041}' }, ['/title']],
    ['a tag that nobody can see', { title: 'x', tags: ['\u2060'] }, ['/tags']],
    ['a due date of another age', { title: 'x', dueDate: '0026-11-21' }, ['/dueDate']],
    ['a number as title', { title: 7 }, ['/title']],
    ['a number as description', { title: 'x', description: 7 }, ['/description']],
    ['null as completed', { title: 'x', completed: null }, ['/completed']],
    ['a word as completed', { title: 'x', completed: 'true' }, ['/completed']],
    ['an unknown priority', { title: 'x', priority: 'urgent' }, ['/priority']],
    ['a priority in capitals', { title: 'x', priority: 'High' }, ['/priority']],
    ['null as priority', { title: 'x', priority: null }, ['/priority']],
    ['a day that does not exist', { title: 'x', dueDate: '2026-02-29' }, ['/dueDate']],
    ['an instant as due date', { title: 'x', dueDate: '2026-02-28T00:00:00Z' }, ['/dueDate']],
    ['infinity as due date', { title: 'x', dueDate: 'infinity' }, ['/dueDate']],
    ['null as tags', { title: 'x', tags: null }, ['/tags']],
    ['a text as tags', { title: 'x', tags: 'home' }, ['/tags']],
    ['an object as tags', { title: 'x', tags: { 0: 'home', length: 1 } }, ['/tags']],
    ['a blank tag', { title: 'x', tags: ['home', ' '] }, ['/tags']],
    ['null as a tag', { title: 'x', tags: [null] }, ['/tags']],
    ['a list as a tag', { title: 'x', tags: [['home']] }, ['/tags']],
    ['several at once', { title: '', priority: 1, unknown: 1 }, ['/priority', '/title', '/unknown']],
  ])('refuses %s and says which field', async (_name, body, pointers) => {
    const answer = await create(body);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(pointers);
  });

  it.each([
    'ownerId',
    'owner_id',
    'userId',
    'id',
    'version',
    'createdAt',
    'updatedAt',
    'completedAt',
    'deletedAt',
  ])('refuses %s, which is not for people to set', async (field) => {
    const answer = await create({ title: 'x', [field]: ada.userId });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(answer.body.errors).toEqual([
      { pointer: `/${field}`, code: 'UNKNOWN', message: 'This field is not known.' },
    ]);
  });

  it('answers 401 without a token, whatever the body is', async () => {
    for (const body of [EMPTY_TASK, {}, '{']) {
      expectProblem(await app.visitor().send('POST', TASKS, { body }), 401, 'TOKEN_MISSING');
    }
  });

  it('makes two tasks of two equal requests', async () => {
    const [first, second] = await Promise.all([createTask(ada), createTask(ada)]);
    expect(second.id).not.toBe(first.id);
  });
});
