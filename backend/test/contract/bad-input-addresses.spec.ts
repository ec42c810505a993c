import { call, operationsOf, readDocument } from '../support/contract/api-document';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sendRaw } from '../support/requests/raw-request';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, TASKS } from '../support/tasks/tasks';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'MKCOL'];

describe('An address', () => {
  let app: TestApp;
  let person: Visitor;
  let id: string;

  beforeAll(async () => {
    app = await startTestApp({ API_DOCS: 'on' });
    person = app.visitor();
    await person.register();
    ({ id } = await createTask(person));
  });

  afterAll(() => app.stop());

  const send = (method: string, path: string, fields: string[] = []) =>
    call(app, { method, path }, { token: person.accessToken, fields });

  it('tells a wrong method the right ones, with or without a token', async () => {
    const operations = operationsOf(await readDocument(app));
    for (const path of new Set(operations.map((operation) => operation.path))) {
      const documented = operations.filter((each) => each.path === path).map(({ method }) => method);
      const known = documented.includes('GET') ? [...documented, 'HEAD'] : documented;
      for (const method of METHODS.filter((each) => !known.includes(each))) {
        for (const token of [person.accessToken, undefined]) {
          const answer = await call(app, { method, path }, { id, token });
          if (method !== 'HEAD') {
            expectProblem(answer, 405, 'METHOD_NOT_ALLOWED');
          }
          expect({ path, method, status: answer.status, allow: answer.headers.get('allow') }).toEqual({
            path,
            method,
            status: 405,
            allow: known.sort().join(', '),
          });
        }
      }
    }
  });

  it.each(['REPORT', 'SEARCH', 'M-SEARCH'])('answers %s with 405', async (method) => {
    expectProblem(await send(method, TASKS), 405, 'METHOD_NOT_ALLOWED');
  });

  it.each([
    `${TASKS}/`,
    `/api/v1//tasks`,
    `/api//v1/tasks`,
    `//api/v1/tasks`,
    `/api/v1/tasks//`,
    `/API/V1/TASKS`,
    '/api/v1/Tasks',
    '/api/v2/tasks',
    '/api/v1',
    '/api/v1/',
    '/api',
    '/api/',
    '/api/v1/tasks%2f',
    '/api/v1%2ftasks',
    '/api/v1/tasks;a=b',
    '/api/v1/../v1/tasks',
    '/api/v1/./tasks',
    '/api/v1/tasks/%2e%2e/tasks',
    '/api/v1/%zz',
    '/api/v1/%',
    '/api/v1/%c0%af',
    '/api/v1/%00',
    '/api/v1/constructor',
    '/api/v1/__proto__',
    `/api/v1/${'x'.repeat(10_000)}`,
    `/api/v1${'/x'.repeat(5_000)}`,
    `${TASKS}/${'x/'.repeat(5_000)}`,
    '/health',
    '/health/',
    '/health/live/',
    '/api/docs-json/x',
  ])('that is not known is 404 (%#)', async (path) => {
    for (const method of ['GET', 'POST']) {
      expectProblem(await send(method, path), 404, 'NOT_FOUND');
    }
  });

  it('of a task is not known with anything behind it', async () => {
    for (const suffix of ['/', '/unknown', '/complete/', '/restore/x', '%00', '%2f', '.json', ';x']) {
      expectProblem(await send('PATCH', `${TASKS}/${id}${suffix}`), 404, 'NOT_FOUND');
    }
  });

  it('that is longer than any is answered 431', async () => {
    expectProblem(await send('GET', `/api/v1/${'x'.repeat(17_000)}`), 431, 'HEADERS_TOO_LARGE');
    expectProblem(await send('GET', `${TASKS}?q=${'x'.repeat(17_000)}`), 431, 'HEADERS_TOO_LARGE');
  });

  it('may be absolute, as to a proxy, and is the same then', async () => {
    const absolute = `http://elsewhere.example${TASKS}`;
    const answer = await send('GET', absolute);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expectProblem(await sendRaw(app.url, { path: absolute }), 401, 'TOKEN_MISSING');
    expectProblem(await send('GET', 'http://elsewhere.example/api/v1/unknown'), 404, 'NOT_FOUND');
  });

  it.each(['If-Match', 'If-None-Match', 'Authorization', 'Content-Type'])(
    'is refused with two %s',
    async (name) => {
      const fields = [name, '"1"', name, '"1"'];
      const answer = await sendRaw(app.url, { method: 'PATCH', path: `${TASKS}/${id}`, fields });
      expectProblem(answer, 400, 'MALFORMED_REQUEST');
    },
  );

  it('never made the server fail', async () => {
    expect((await person.send('GET', '/health/ready')).status).toBe(200);
    expect(app.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});
