import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, EMPTY_TASK, readTask, TASKS, titlesOf, UNKNOWN_ID } from '../support/tasks/tasks';

describe('The trash', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const remove = (id: string) => ada.send('DELETE', `${TASKS}/${id}`);
  const restore = (id: string) => ada.send('POST', `${TASKS}/${id}/restore`);

  it('takes a task by 204 without a body', async () => {
    const { id } = await createTask(ada);
    const answer = await remove(id);
    expect(answer.status).toBe(204);
    expect(answer.text).toBe('');
  });

  it.each<[string, string, unknown]>([
    ['GET', '', undefined],
    ['HEAD', '', undefined],
    ['PUT', '', EMPTY_TASK],
    ['PATCH', '', { title: 'x' }],
    ['PATCH', '', {}],
    ['PATCH', '/complete', { completed: true }],
    ['DELETE', '', undefined],
    ['PATCH', '/complete', undefined],
  ])('hides a task from %s %s', async (method, suffix, body) => {
    const { id } = await createTask(ada);
    await remove(id);
    const answer = await ada.send(method, `${TASKS}/${id}${suffix}`, { body });
    expect(answer.status).toBe(404);
    if (method !== 'HEAD') {
      expectProblem(answer, 404, 'NOT_FOUND');
    }
  });

  it.each(['-createdAt', 'dueDate', 'priority', 'title', 'updatedAt'])(
    'hides a task from a list by %s and from search',
    async (sort) => {
      const { id } = await createTask(ada, { title: `hidden by ${sort}` });
      await remove(id);
      expect(await titlesOf(ada, { sort, limit: '200' })).not.toContain(`hidden by ${sort}`);
      expect(await titlesOf(ada, { sort, q: `hidden by ${sort}` })).toEqual([]);
    },
  );

  it('keeps the row, with the instant of its deletion', async () => {
    const { id } = await createTask(ada);
    await remove(id);
    const [row] = await app.database.owner.query<[{ version: number; deleted_at: Date | null }]>(
      'SELECT version, deleted_at FROM tasks WHERE id = $1',
      [id],
    );
    expect(row).toEqual({ version: 2, deleted_at: expect.any(Date) });
  });

  it('gives a task back as it was, but for its version', async () => {
    const task = await createTask(ada, { tags: ['home'], completed: true });
    await remove(task.id);
    const answer = await restore(task.id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('"3"');
    expect(answer.body).toEqual({ ...task, version: 3, updatedAt: answer.body.updatedAt });
    expect(await readTask(ada, task.id)).toEqual(answer.body);
  });

  it('answers a restore that is sent twice alike', async () => {
    const { id } = await createTask(ada);
    await remove(id);
    const [first, second] = await Promise.all([restore(id), restore(id)]);
    expect(first.body).toMatchObject({ version: 3 });
    expect(second).toMatchObject({ status: 200, body: first.body });
  });

  it('leaves a task that is not in it as it is', async () => {
    const task = await createTask(ada);
    const answer = await restore(task.id);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(task);
  });

  it('holds a task once, however often it is deleted', async () => {
    const { id } = await createTask(ada);
    const answers = await Promise.all(Array.from({ length: 5 }, () => remove(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404, 404]);
  });

  it('answers 404 for an unknown id', async () => {
    expectProblem(await remove(UNKNOWN_ID), 404, 'NOT_FOUND');
    expectProblem(await restore(UNKNOWN_ID), 404, 'NOT_FOUND');
  });

  it('answers 401 without a token', async () => {
    const nobody = app.visitor();
    expectProblem(await nobody.send('DELETE', `${TASKS}/${UNKNOWN_ID}`), 401, 'TOKEN_MISSING');
    expectProblem(await nobody.send('POST', `${TASKS}/${UNKNOWN_ID}/restore`), 401, 'TOKEN_MISSING');
  });
});
