import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

describe('Completing a task', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const complete = (id: string, body?: unknown, headers: Record<string, string> = {}) =>
    ada.send('PATCH', `${TASKS}/${id}/complete`, { body, headers });

  it('toggles without a body', async () => {
    const { id } = await createTask(ada);
    const done = await complete(id);
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ completed: true, completedAt: done.body.updatedAt, version: 2 });
    expect(done.headers.get('etag')).toBe('"2"');
    expect((await complete(id)).body).toMatchObject({ completed: false, completedAt: null, version: 3 });
  });

  it.each<[string, unknown, Record<string, string>]>([
    ['an empty object', {}, {}],
    ['nothing of type JSON', '', { 'content-type': 'application/json' }],
    ['an empty merge patch', {}, { 'content-type': 'application/merge-patch+json' }],
  ])('toggles with %s', async (_name, body, headers) => {
    const { id } = await createTask(ada, { completed: true });
    expect((await complete(id, body, headers)).body.completed).toBe(false);
  });

  it('sets when it is told to what, as often as it is told', async () => {
    const { id } = await createTask(ada);
    const first = await complete(id, { completed: true });
    const again = await complete(id, { completed: true });
    expect(first.body.completed).toBe(true);
    expect(again.body).toMatchObject({ completed: true, completedAt: first.body.completedAt });
    expect((await complete(id, { completed: false })).body).toMatchObject({ completedAt: null });
    expect((await complete(id, { completed: false })).body).toMatchObject({ completed: false });
  });

  it('keeps the first instant of completion, whichever route completes again', async () => {
    const { id } = await createTask(ada, { completed: true });
    const [{ completed_at: moved }] = await app.database.owner.query<[{ completed_at: Date }]>(
      `WITH moved AS (UPDATE tasks SET completed_at = completed_at - interval '1 day' WHERE id = $1
       RETURNING completed_at) SELECT completed_at FROM moved`,
      [id],
    );
    expect((await complete(id, { completed: true })).body.completedAt).toBe(moved.toISOString());
    const patched = await ada.send('PATCH', `${TASKS}/${id}`, { body: { completed: true } });
    expect(patched.body.completedAt).toBe(moved.toISOString());
  });

  it.each([
    ['null', { completed: null }, '/completed'],
    ['a word', { completed: 'true' }, '/completed'],
    ['a number', { completed: 1 }, '/completed'],
    ['another field', { title: 'x' }, '/title'],
  ])('refuses %s and changes nothing', async (_name, body, pointer) => {
    const { id } = await createTask(ada);
    const answer = await complete(id, body);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual([pointer]);
    expect((await ada.send('GET', `${TASKS}/${id}`)).body).toMatchObject({ completed: false, version: 1 });
  });

  it('ends where an even number of toggles at once has to end', async () => {
    const { id } = await createTask(ada);
    await Promise.all(Array.from({ length: 10 }, () => complete(id)));
    expect((await ada.send('GET', `${TASKS}/${id}`)).body).toMatchObject({ completed: false, version: 11 });
  });

  it('answers 404 for an unknown id', async () => {
    const answer = await ada.send('PATCH', `${TASKS}/${UNKNOWN_ID}/complete`, { body: { completed: true } });
    expectProblem(answer, 404, 'NOT_FOUND');
  });

  it('answers 401 without a token', async () => {
    const answer = await app.visitor().send('PATCH', `${TASKS}/${UNKNOWN_ID}/complete`);
    expectProblem(answer, 401, 'TOKEN_MISSING');
  });
});
