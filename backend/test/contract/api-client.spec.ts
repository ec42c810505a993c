import { createTaskwardClient, followTasks, itemsOf, type Schemas } from '../../../api-client/src/index';
import { createPersonalToken } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';

describe('The typed client', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    person = app.visitor();
    await person.register();
  });

  afterAll(() => app.stop());

  it('opens and closes a task with a personal access token, and gets problems as problems', async () => {
    const { token } = await createPersonalToken(person, { scopes: ['tasks:write'] });
    const client = createTaskwardClient({ baseUrl: app.url, token });

    const { data: task } = await client.POST('/api/v1/tasks', { body: { title: 'Build 7 failed' } });
    const path = { id: task?.id ?? '' };
    const { data: closed } = await client.PATCH('/api/v1/tasks/{id}/complete', {
      params: { path },
      body: { completed: true },
    });
    expect(closed).toEqual({
      ...task,
      completed: true,
      completedAt: expect.any(String),
      updatedAt: expect.any(String),
      version: 2,
    });

    await client.DELETE('/api/v1/tasks/{id}', { params: { path } });
    const { data, error, response } = await client.GET('/api/v1/tasks/{id}', { params: { path } });
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ code: 'NOT_FOUND' });
    expect(response.status).toBe(404);
  });

  /** A client of a new person's, with tasks of these titles. */
  const clientWith = async (...tasks: Schemas['CreateTaskRequest'][]) => {
    const other = app.visitor();
    await other.register();
    const { token } = await createPersonalToken(other, { scopes: ['tasks:write'] });
    const client = createTaskwardClient({ baseUrl: app.url, token });
    for (const body of tasks) {
      expect((await client.POST('/api/v1/tasks', { body })).response.status).toBe(201);
    }
    return client;
  };
  const titlesOf = async (items: AsyncIterable<Schemas['Task']>) => {
    const titles: string[] = [];
    for await (const { title } of items) {
      titles.push(title);
    }
    return titles.sort();
  };

  it('asks for several priorities and tags, with a comma and a backslash in them', async () => {
    const client = await clientWith(
      { title: 'a', priority: 'high', tags: ['x,y'] },
      { title: 'b', priority: 'low', tags: ['back\\slash'] },
      { title: 'c', priority: 'none', tags: ['x', 'y'] },
    );
    const find = (query: { priority?: Schemas['Task']['priority'][]; tag?: string[] }) =>
      titlesOf(itemsOf(client, '/api/v1/tasks', query));
    expect(await find({ priority: ['high', 'low'] })).toEqual(['a', 'b']);
    expect(await find({ tag: ['x,y', 'back\\slash'] })).toEqual(['a', 'b']);
    expect(await find({ tag: ['y', 'z'] })).toEqual(['c']);
  });

  it('reads all pages of a list', async () => {
    const client = await clientWith({ title: 'a' }, { title: 'b' }, { title: 'c' });
    expect(await titlesOf(itemsOf(client, '/api/v1/tasks', { limit: 1 }))).toEqual(['a', 'b', 'c']);
    const refused = itemsOf(client, '/api/v1/tasks', { q: 'x'.repeat(10_000) });
    await expect(refused.next()).rejects.toMatchObject({ problem: { code: 'VALIDATION_FAILED' } });
  });

  it('follows what happens to tasks, from where it broke off', async () => {
    const client = await clientWith({ title: 'a' });
    const { data: changes } = await client.GET('/api/v1/tasks/changes');
    const leave = new AbortController();
    const { data: task } = await client.POST('/api/v1/tasks', { body: { title: 'b' } });
    const news = followTasks(client, { lastEventId: changes?.nextCursor, signal: leave.signal });
    expect((await news.next()).value?.event).toEqual({ op: 'created', id: task?.id, version: 1 });
    leave.abort();
    expect(await news.next()).toEqual({ done: true, value: undefined });
  });

  it('takes an address with a slash at its end', async () => {
    const { token } = await createPersonalToken(person, { scopes: ['tasks:read'] });
    const client = createTaskwardClient({ baseUrl: `${app.url}/`, token });
    expect((await client.GET('/api/v1/tasks')).response.status).toBe(200);
  });

  it('is told when its token is refused', async () => {
    const { error } = await createTaskwardClient({ baseUrl: app.url, token: 'twd_nothing' }).GET(
      '/api/v1/tasks',
    );
    expect(error).toMatchObject({ code: 'TOKEN_INVALID', status: 401 });
  });
});
