import { setImmediate as nextTurn } from 'node:timers/promises';
import { PersonTurnsService } from '../../src/identity/concurrency/person-turns.service';
import { changePassword, EXPORT } from '../support/people/account';
import type { Answer, Visitor } from '../support/people/visitor';
import { followEvents } from '../support/requests/event-reader';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { exportTasks, importFile } from '../support/tasks/task-files';
import { createTask, insertTasks, listTasks, TASKS } from '../support/tasks/tasks';

describe('The place of a request', () => {
  let app: TestApp;
  let ada: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ REQUESTS_IN_HAND_MAXIMUM: '1', REQUIRE_IF_MATCH: 'on' });
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const untilFree = async (): Promise<void> => {
    while (app.app.get(PersonTurnsService).people > 0) {
      await nextTurn();
    }
  };
  const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => () =>
    ada.send(method, path, { body, headers });

  it.each<[number, string, () => Promise<Answer>]>([
    [200, 'a page', send('GET', TASKS)],
    [200, 'a head', send('HEAD', TASKS)],
    [201, 'a new task', send('POST', TASKS, { title: 'x' })],
    [400, 'a body that cannot be read', send('POST', TASKS, '{')],
    [400, 'wrong fields', send('POST', TASKS, { title: '' })],
    [400, 'wrong parameters', send('GET', `${TASKS}?limit=0`)],
    [404, 'nothing', send('GET', `${TASKS}/7`)],
    [404, 'no route', send('GET', '/api/v1/nowhere')],
    [405, 'a method that is not there', send('DELETE', TASKS)],
    [406, 'a form that is not there', send('GET', TASKS, undefined, { accept: 'image/png' })],
    [415, 'a type that is not there', send('POST', TASKS, 'x', { 'content-type': 'text/plain' })],
    [428, 'a condition that is missing', send('DELETE', `${TASKS}/01900000-0000-7000-8000-000000000000`)],
    [401, 'a wrong password', () => changePassword(ada, { currentPassword: 'not the right one' })],
    [200, 'an export', () => exportTasks(ada, 'json')],
    [200, 'an export of the account', () => ada.send('GET', EXPORT)],
    [200, 'an import', () => importFile(ada, 'csv', 'title\r\nx\r\n')],
    [400, 'an import that is wrong', () => importFile(ada, 'csv', 'title\r\n""\r\n')],
  ])('is given back with the answer %d: %s', async (status, _name, request) => {
    expect((await request()).status).toBe(status);
    await untilFree();
  });

  it('is given back with an answer without a body', async () => {
    const { id, version } = await createTask(ada);
    const headers = { 'if-none-match': `"${version}"` };
    expect((await ada.send('GET', `${TASKS}/${id}`, { headers })).status).toBe(304);
    await untilFree();
  });

  it('is given back when a stream of events begins, so that others go on beside it', async () => {
    const reader = await followEvents(ada);
    await untilFree();
    const { id } = await createTask(ada);
    expect((await reader.next()).id).toBe(id);
    await untilFree();
    reader.close();
  });

  it('is not held by a file that is on its way', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('title')),
    });
    const leaving = new AbortController();
    const upload = fetch(`${ada.url}${TASKS}/import`, {
      method: 'POST',
      body,
      duplex: 'half',
      signal: leaving.signal,
      headers: { authorization: `Bearer ${ada.accessToken}`, 'content-type': 'text/csv' },
    });
    await createTask(ada);
    leaving.abort();
    await expect(upload).rejects.toThrow('aborted');
    await untilFree();
  });

  it('is given back when the client leaves a download', async () => {
    const rows = Array.from({ length: 2_000 }, () => ({ title: 'x', description: 'y'.repeat(8_000) }));
    await insertTasks(app.database.owner, ada.userId, rows);
    const leaving = new AbortController();
    const download = await fetch(`${ada.url}${TASKS}/export?format=json`, {
      signal: leaving.signal,
      headers: { authorization: `Bearer ${ada.accessToken}` },
    });
    await untilFree();
    expect((await listTasks(ada, { limit: '1' })).status).toBe(200);
    leaving.abort();
    await expect(download.text()).rejects.toThrow('aborted');
    await untilFree();
  });
});
