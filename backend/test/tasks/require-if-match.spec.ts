import { operationsOf, readDocument } from '../support/contract/api-document';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ownServer, type TestServer } from '../support/servers/test-server';
import { createTask, EMPTY_TASK, readTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

/** Every change of one task, and with which status it succeeds. */
const CHANGES: [string, string, unknown, number][] = [
  ['PUT', '', { ...EMPTY_TASK, title: 'changed' }, 200],
  ['PATCH', '', { title: 'changed' }, 200],
  ['PATCH', '', {}, 200],
  ['PATCH', '/complete', { completed: true }, 200],
  ['PATCH', '/complete', undefined, 200],
  ['DELETE', '', undefined, 204],
];

describe('Where If-Match is required', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await ownServer({ REQUIRE_IF_MATCH: 'on', API_DOCS: 'on' });
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  describe.each(CHANGES)('%s {id}%s of %j', (method, suffix, body, success) => {
    const change = (id: string, headers?: Record<string, string>) =>
      ada.send(method, `${TASKS}/${id}${suffix}`, { body, headers });

    it('is refused without it, and changes nothing', async () => {
      const task = await createTask(ada);
      expectProblem(await change(task.id), 428, 'PRECONDITION_REQUIRED');
      expectProblem(await change(UNKNOWN_ID), 428, 'PRECONDITION_REQUIRED');
      expect(await readTask(ada, task.id)).toEqual(task);
    });

    it.each(['"1"', '*'])('passes with %s', async (ifMatch) => {
      const { id } = await createTask(ada);
      expect((await change(id, { 'if-match': ifMatch })).status).toBe(success);
    });

    it('is refused with a stale one', async () => {
      const { id } = await createTask(ada);
      expectProblem(await change(id, { 'if-match': '"7"' }), 412, 'VERSION_MISMATCH');
    });

    it('asks a stranger for a token first', async () => {
      const stranger = await app.visitor().send(method, `${TASKS}/${UNKNOWN_ID}${suffix}`, { body });
      expectProblem(stranger, 401, 'TOKEN_MISSING');
    });
  });

  it('reading, making and restoring tasks need none', async () => {
    const { id } = await createTask(ada);
    await ada.send('DELETE', `${TASKS}/${id}`, { headers: { 'if-match': '*' } });
    expect((await ada.send('POST', `${TASKS}/${id}/restore`)).status).toBe(200);
    expect((await ada.send('GET', `${TASKS}/${id}`)).status).toBe(200);
    const put = { body: { title: 'x' } };
    expect((await ada.send('PUT', `${TASKS}/external/ci/build`, put)).status).toBe(201);
    expect((await ada.send('PUT', `${TASKS}/external/ci/build`, put)).status).toBe(200);
  });

  it('the document says so of every operation that takes If-Match, and of no other', async () => {
    for (const { operationId, parameters, responses } of operationsOf(await readDocument(app))) {
      expect({ operationId, documented: '428' in responses }).toEqual({
        operationId,
        documented: parameters.some(({ name }) => name === 'If-Match'),
      });
    }
  });
});
