import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { exampleTask } from '../support/tasks/task-examples';
import { createTask, EMPTY_TASK, readTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

/** A field that came later can be left out, for clients that do not know it. */
const REQUIRED = ['title', 'description', 'completed', 'priority', 'dueDate', 'tags'];

describe('Replacing a task', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const put = (id: string, body: unknown, visitor = ada) => visitor.send('PUT', `${TASKS}/${id}`, { body });

  const FULL = exampleTask('one');

  it('replaces every field and nothing else', async () => {
    const task = await createTask(ada);
    const answer = await put(task.id, FULL);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(answer.body).toEqual({
      ...FULL,
      id: task.id,
      version: 2,
      createdAt: task.createdAt,
      completedAt: answer.body.updatedAt,
      updatedAt: expect.any(String),
    });
    expect(Date.parse(String(answer.body.updatedAt))).toBeGreaterThanOrEqual(Date.parse(task.updatedAt));
    expect(await readTask(ada, task.id)).toEqual(answer.body);
  });

  it('clears what it is told to clear', async () => {
    const { id } = await createTask(ada, FULL);
    expect((await put(id, EMPTY_TASK)).body).toMatchObject({ ...EMPTY_TASK, completedAt: null, version: 2 });
  });

  it('keeps the instant of completion of a task that stays completed', async () => {
    const { id, completedAt } = await createTask(ada, FULL);
    await app.database.owner.query(
      `UPDATE tasks SET completed_at = completed_at - interval '1 hour' WHERE id = $1`,
      [id],
    );
    const answer = await put(id, { ...FULL, title: 'Other' });
    const anHourAgo = Date.parse(completedAt ?? '') - 3_600_000;
    expect(answer.body.completedAt).toBe(new Date(anHourAgo).toISOString());
  });

  it.each(REQUIRED)('refuses a replacement without %s and changes nothing', async (field) => {
    const task = await createTask(ada, FULL);
    const answer = await put(task.id, { ...EMPTY_TASK, [field]: undefined });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual([`/${field}`]);
    expect(await readTask(ada, task.id)).toEqual(task);
  });

  it.each([
    ['null as title', { title: null }],
    ['null as completed', { completed: null }],
    ['null as priority', { priority: null }],
    ['null as tags', { tags: null }],
    ['an empty due date', { dueDate: '' }],
    ['an id', { id: UNKNOWN_ID }],
    ['an owner', { ownerId: UNKNOWN_ID }],
    ['the version, which belongs into If-Match', { version: 1 }],
  ])('refuses %s', async (_name, fields) => {
    const task = await createTask(ada);
    const answer = await put(task.id, { ...EMPTY_TASK, ...fields });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual([`/${Object.keys(fields)[0]}`]);
    expect(await readTask(ada, task.id)).toEqual(task);
  });

  it('refuses the task as it was read: not all of its fields can be written', async () => {
    const task = await createTask(ada);
    expect(refusedFields(await put(task.id, task))).toEqual([
      '/completedAt',
      '/createdAt',
      '/id',
      '/updatedAt',
      '/version',
    ]);
  });

  it('never makes a task', async () => {
    expectProblem(await put(UNKNOWN_ID, EMPTY_TASK), 404, 'NOT_FOUND');
    expectProblem(await ada.send('GET', `${TASKS}/${UNKNOWN_ID}`), 404, 'NOT_FOUND');
  });

  it('answers 401 without a token', async () => {
    expectProblem(await put(UNKNOWN_ID, EMPTY_TASK, app.visitor()), 401, 'TOKEN_MISSING');
  });
});
