import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, readTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

const MERGE_PATCH = 'application/merge-patch+json';

describe('Changing a task', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const patch = (id: string, body: unknown, contentType = MERGE_PATCH) =>
    ada.send('PATCH', `${TASKS}/${id}`, { body, headers: { 'content-type': contentType } });

  const FULL = {
    title: 'Full',
    description: 'text',
    priority: 'high',
    dueDate: '2026-11-21',
    tags: ['home'],
  };

  it.each([
    MERGE_PATCH,
    'application/json',
    'Application/JSON; charset=UTF-8',
    `${MERGE_PATCH};charset="utf-8"`,
  ])('changes what a patch of type %s names, and nothing else', async (contentType) => {
    const task = await createTask(ada, FULL);
    const answer = await patch(task.id, { title: ' New ' }, contentType);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(answer.body).toEqual({ ...task, title: 'New', version: 2, updatedAt: answer.body.updatedAt });
    expect(await readTask(ada, task.id)).toEqual(answer.body);
  });

  it.each([
    ['title', 'New'],
    ['description', ''],
    ['description', null],
    ['completed', true],
    ['priority', 'low'],
    ['dueDate', '9999-12-31'],
    ['dueDate', null],
    ['tags', []],
    ['tags', ['x', 'y']],
  ])('sets %s alone to %j', async (field, value) => {
    const task = await createTask(ada, FULL);
    const { completedAt, updatedAt, ...rest } = (await patch(task.id, { [field]: value })).body;
    expect(completedAt).toBe(field === 'completed' ? updatedAt : null);
    expect({ ...rest, completedAt: null, updatedAt: task.updatedAt }).toEqual({
      ...task,
      [field]: value,
      version: 2,
    });
  });

  it('changes another field of a task whose title and due date were allowed before', async () => {
    const { id } = await createTask(ada, FULL);
    const old = { title: '\u200b', dueDate: '0026-11-21' };
    await app.database.owner.query('UPDATE tasks SET title = $2, due_date = $3 WHERE id = $1', [
      id,
      old.title,
      old.dueDate,
    ]);
    expect((await patch(id, { priority: 'low' })).body).toMatchObject({ ...old, priority: 'low' });
    expect(refusedFields(await patch(id, old))).toEqual(['/dueDate', '/title']);
  });

  it('moves the instant of the change, and no other', async () => {
    const { id, createdAt } = await createTask(ada);
    await app.database.owner.query(`UPDATE tasks SET updated_at = '2020-01-01' WHERE id = $1`, [id]);
    const { body } = await patch(id, { priority: 'low' });
    expect(body.createdAt).toBe(createdAt);
    expect(Date.parse(String(body.updatedAt))).toBeGreaterThanOrEqual(Date.parse(createdAt));
  });

  it('changes nothing by an empty patch, not even the version', async () => {
    const task = await createTask(ada, FULL);
    const answer = await patch(task.id, {});
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toEqual(task);
  });

  it('takes no body as an empty patch', async () => {
    const task = await createTask(ada);
    expect((await patch(task.id, undefined)).body).toEqual(task);
  });

  it.each([
    ['null as title', { title: null }, '/title'],
    ['a blank title', { title: ' ' }, '/title'],
    ['null as completed', { completed: null }, '/completed'],
    ['null as priority', { priority: null }, '/priority'],
    ['null as tags', { tags: null }, '/tags'],
    ['an id', { id: UNKNOWN_ID }, '/id'],
    ['an owner', { ownerId: UNKNOWN_ID }, '/ownerId'],
    ['a user', { userId: UNKNOWN_ID }, '/userId'],
    ['a version', { version: 9 }, '/version'],
    ['an instant of making', { createdAt: '2020-01-01T00:00:00Z' }, '/createdAt'],
    ['an instant of completion', { completedAt: null }, '/completedAt'],
    ['an instant of deletion', { deletedAt: null }, '/deletedAt'],
  ])('refuses %s and changes nothing', async (_name, body, pointer) => {
    const task = await createTask(ada, FULL);
    const answer = await patch(task.id, { description: 'changed', ...body });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual([pointer]);
    expect(await readTask(ada, task.id)).toEqual(task);
  });

  it('refuses a list of operations (RFC 6902)', async () => {
    const { id } = await createTask(ada);
    const operations = [{ op: 'replace', path: '/title', value: 'x' }];
    expectProblem(await patch(id, operations), 400, 'MALFORMED_REQUEST');
    expectProblem(await patch(id, operations, 'application/json-patch+json'), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it.each([{ title: 'x' }, {}])('answers 404 to %j for an unknown id', async (body) => {
    expectProblem(await patch(UNKNOWN_ID, body), 404, 'NOT_FOUND');
  });

  it('answers 401 without a token', async () => {
    const answer = await app.visitor().send('PATCH', `${TASKS}/${UNKNOWN_ID}`, { body: {} });
    expectProblem(answer, 401, 'TOKEN_MISSING');
  });
});
