import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

describe('Reading a task', () => {
  let app: TestServer;
  let ada: Visitor;
  let path: string;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
    path = `${TASKS}/${(await createTask(ada)).id}`;
  });

  afterAll(() => app.stop());

  const read = (ifNoneMatch?: string, method = 'GET') =>
    ada.send(method, path, { headers: ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch } });

  it('answers with the task and its version, for the reader alone to keep', async () => {
    const answer = await read();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe(`"${String(answer.body.version)}"`);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  });

  it.each(['"1"', 'W/"1"', '"1-gzip"', 'W/"1-br"', '"7", "1"', '*'])(
    'answers 304 without a body to a reader who has %s',
    async (tags) => {
      const answer = await read(tags);
      expect(answer.status).toBe(304);
      expect(answer.text).toBe('');
      expect(answer.headers.get('etag')).toBe('"1"');
      expect(answer.headers.get('cache-control')).toBe('private, no-cache');
      expect(answer.headers.get('content-type')).toBeNull();
    },
  );

  it.each(['"2"', '"01"', '"1,"', '""'])('answers with the task to a reader who has %s', async (tags) => {
    expect((await read(tags)).status).toBe(200);
  });

  it('answers with the task again once it has changed', async () => {
    const { id } = await createTask(ada);
    await ada.send('PATCH', `${TASKS}/${id}`, { body: { title: 'changed' } });
    const answer = await ada.send('GET', `${TASKS}/${id}`, { headers: { 'if-none-match': '"1"' } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ title: 'changed', version: 2 });
  });

  it.each(['1', '"1', 'garbage', '"1" "2"', ','])('refuses %s as what a reader has', async (tags) => {
    expectProblem(await read(tags), 400, 'MALFORMED_REQUEST');
  });

  it('answers HEAD like GET, without a body', async () => {
    const whole = await read();
    const head = await read(undefined, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.text).toBe('');
    for (const name of ['etag', 'content-type', 'content-length', 'cache-control']) {
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
    expect((await read('"1"', 'HEAD')).status).toBe(304);
  });

  it('answers 404 for an id that never was', async () => {
    expectProblem(await ada.send('GET', `${TASKS}/${UNKNOWN_ID}`), 404, 'NOT_FOUND');
  });

  it('answers 404 for an unknown id even to a reader who claims to have it', async () => {
    const answer = await ada.send('GET', `${TASKS}/${UNKNOWN_ID}`, { headers: { 'if-none-match': '*' } });
    expectProblem(answer, 404, 'NOT_FOUND');
  });

  it('answers 401 without a token', async () => {
    expectProblem(await app.visitor().send('GET', path), 401, 'TOKEN_MISSING');
  });
});
