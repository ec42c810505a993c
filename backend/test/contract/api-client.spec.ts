import { createTaskwardClient } from '../../../api-client/src/index';
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

  it('is told when its token is refused', async () => {
    const { error } = await createTaskwardClient({ baseUrl: app.url, token: 'twd_nothing' }).GET(
      '/api/v1/tasks',
    );
    expect(error).toMatchObject({ code: 'TOKEN_INVALID', status: 401 });
  });
});
