import { call } from '../support/contract/api-document';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { TASKS } from '../support/tasks/tasks';

describe('Accept', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    person = app.visitor();
    await person.register();
  });

  afterAll(() => app.stop());

  const send = (path: string, accept: string, method = 'GET') =>
    call(app, { method, path }, { token: person.accessToken, fields: ['Accept', accept] });

  it.each([
    ...['application/json', 'APPLICATION/JSON', '*/*', 'application/*', 'text/html, */*;q=0.8', ''],
    ...['application/json; charset=utf-8', 'application/json;q=0.001', 'text/html, application/json'],
    ...['application/problem+json', 'garbage', 'garbage;q=0', ',', 'text/html;q=0, */*'],
  ])('%j is answered with JSON', async (accept) => {
    const answer = await send(TASKS, accept);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expectProblem(await send(`${TASKS}/unknown`, accept), 404, 'NOT_FOUND');
  });

  it.each(['text/csv', 'text/calendar', 'text/event-stream', 'text/*'])(
    '%s is a form that the API has, and is answered with what the route has',
    async (accept) => {
      const answer = await send(TASKS, accept);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    },
  );

  it.each([
    ...['text/html', 'text/plain', 'application/xml', 'image/*', 'text/html, application/xhtml+xml'],
    ...['*/*;q=0', '*/*; Q=0.0', 'application/json;q=0', 'application/jsonp'],
    ...['application/*;q=0, text/html', 'application/*;q=0, application/problem+json;q=0, text/html'],
  ])('%j is refused on every route, whoever asks', async (accept) => {
    for (const [method, path] of [
      ['GET', TASKS],
      ['GET', `${TASKS}/unknown`],
      ['DELETE', `${TASKS}/unknown`],
      ['POST', '/api/v1/auth/login'],
    ]) {
      expectProblem(await send(path ?? '', accept, method), 406, 'NOT_ACCEPTABLE');
    }
    const stranger = await app.visitor().send('GET', TASKS, { headers: { accept } });
    expectProblem(stranger, 406, 'NOT_ACCEPTABLE');
  });

  it('does not count beyond the API', async () => {
    expect((await send('/health/live', 'text/html')).status).toBe(200);
  });
});
