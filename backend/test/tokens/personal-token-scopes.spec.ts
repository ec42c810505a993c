import type { OpenAPIObject } from '@nestjs/swagger';
import { PERSONAL_TOKENS, createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

interface Operation {
  method: string;
  path: string;
  operationId: string;
  security?: Record<string, string[]>[];
  description?: string;
}

/** Whoever opens a route to personal access tokens says so here too. */
const OPENED = {
  'tasks:read': [
    ...[
      'exportTasks',
      'getExternalTask',
      'getTask',
      'listImports',
      'listTags',
      'listTaskChanges',
      'listTasks',
      'listTrash',
    ],
    ...['streamTaskEvents', 'summariseTasks'],
  ],
  'tasks:write': [
    ...['bulkTasks', 'completeTask', 'createTask', 'deleteTask', 'emptyTrash', 'importTasks', 'purgeTask'],
    ...['putExternalTask', 'replaceTask', 'restoreTask', 'undoImport', 'updateTask'],
  ],
};

describe('The scopes of a personal access token', () => {
  let app: TestServer;
  let person: Visitor;
  let reader: Visitor;
  let writer: Visitor;
  let document: OpenAPIObject;
  let closed: Operation[];

  beforeAll(async () => {
    app = await sharedServer();
    person = app.visitor();
    await person.register();
    reader = scriptWith(app, (await createPersonalToken(person, { scopes: ['tasks:read'] })).token);
    writer = scriptWith(app, (await createPersonalToken(person, { scopes: ['tasks:write'] })).token);
    document = (await person.send('GET', '/api/docs-json')).body as unknown as OpenAPIObject;
    closed = operations().filter(({ security }) => !isPublic(security));
  });

  afterAll(() => app.stop());

  function operations(): Operation[] {
    return Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
        ...operation,
        method: method.toUpperCase(),
        path,
      })),
    );
  }

  function isPublic(security: Operation['security']): boolean {
    return security?.some((scheme) => !('bearer' in scheme)) ?? false;
  }

  function scopeOf({ security }: Operation): string | undefined {
    return security?.[0]?.bearer?.[0];
  }

  const call = (script: Visitor, { method, path }: Operation, id = UNKNOWN_ID) =>
    script.send(method, path.replace('{id}', id), { body: method === 'GET' ? undefined : {} });

  it('are documented at the routes that they open', () => {
    for (const [scope, operationIds] of Object.entries(OPENED)) {
      const opened = closed.filter((operation) => scopeOf(operation) === scope);
      expect(opened.map(({ operationId }) => operationId).sort()).toEqual(operationIds);
      expect(opened.every(({ description }) => description?.includes(`\`${scope}\``))).toBe(true);
    }
    expect(JSON.stringify(document)).not.toContain('x-required-scope');
  });

  it('open nothing else: every other route is 403 whatever is sent to it', async () => {
    const others = closed.filter((operation) => !scopeOf(operation));
    expect(others.map(({ path }) => path)).toEqual(
      expect.arrayContaining([PERSONAL_TOKENS, '/api/v1/auth/sessions', '/api/v1/users/me']),
    );
    for (const operation of others) {
      const answer = await call(writer, operation);
      expect({ path: operation.path, code: answer.body.code }).toEqual({
        path: operation.path,
        code: 'INSUFFICIENT_SCOPE',
      });
      expectProblem(answer, 403, 'INSUFFICIENT_SCOPE');
      expect(answer.body.requiredScopes).toEqual([]);
      expect(answer.headers.get('www-authenticate')).toBe(
        'Bearer realm="taskward", error="insufficient_scope"',
      );
    }
    expect((await person.send('GET', '/api/v1/users/me')).status).toBe(200);
  });

  it('keep a reader from writing, and say what is missing', async () => {
    const { id } = await createTask(person);
    for (const operation of closed.filter((each) => scopeOf(each) === 'tasks:write')) {
      const answer = await call(reader, operation, id);
      expectProblem(answer, 403, 'INSUFFICIENT_SCOPE');
      expect(answer.body.requiredScopes).toEqual(['tasks:write']);
      expect(answer.headers.get('www-authenticate')).toBe(
        'Bearer realm="taskward", error="insufficient_scope", scope="tasks:write"',
      );
    }
    expect((await person.send('GET', `${TASKS}/${id}`)).body.version).toBe(1);
  });

  it('are checked before the body is looked at', async () => {
    const broken = await reader.send('POST', TASKS, { body: '{' });
    expectProblem(broken, 403, 'INSUFFICIENT_SCOPE');
    expectProblem(await writer.send('POST', TASKS, { body: '{' }), 400, 'MALFORMED_REQUEST');
  });

  it('let a reader read', async () => {
    const { id } = await createTask(person);
    expect((await reader.send('GET', TASKS)).status).toBe(200);
    expect((await reader.send('GET', `${TASKS}/${id}`)).status).toBe(200);
    expect((await reader.send('HEAD', `${TASKS}/${id}`)).status).toBe(200);
  });

  it('let a writer write and read', async () => {
    const task = await createTask(writer);
    expect((await writer.send('GET', `${TASKS}/${task.id}`)).status).toBe(200);
    const path = `${TASKS}/${task.id}`;
    expect((await writer.send('PATCH', `${path}/complete`)).status).toBe(200);
    expect((await writer.send('PATCH', path, { body: { title: 'New' } })).status).toBe(200);
    expect((await writer.send('DELETE', path)).status).toBe(204);
    expect((await writer.send('POST', `${path}/restore`)).status).toBe(200);
  });

  it('reach no tasks of anybody else', async () => {
    const stranger = app.visitor();
    await stranger.register();
    const { id } = await createTask(stranger);
    const foreign = await writer.send('GET', `${TASKS}/${id}`);
    expectProblem(foreign, 404, 'NOT_FOUND');
    const deletion = await writer.send('DELETE', `${TASKS}/${id}`);
    expectProblem(deletion, 404, 'NOT_FOUND');
    expect((await writer.send('GET', `${TASKS}?status=all&limit=200`)).text).not.toContain(id);
  });

  it('do not turn a token into a session at the open routes', async () => {
    const csrf = { 'x-taskward-csrf': '1' };
    expectProblem(
      await writer.send('POST', '/api/v1/auth/refresh', { headers: csrf }),
      401,
      'REFRESH_REJECTED',
    );
    expect((await writer.send('POST', '/api/v1/auth/logout', { headers: csrf })).status).toBe(204);
    expect((await writer.send('GET', TASKS)).status).toBe(200);
    expect((await person.send('GET', TASKS)).status).toBe(200);
  });
});
