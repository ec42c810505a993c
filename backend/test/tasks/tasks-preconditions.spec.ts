import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, EMPTY_TASK, readTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

/** Every change that can be made to depend on a version. */
const CHANGES: [string, { method: string; suffix?: string; body?: unknown; success: number }][] = [
  ['replacing', { method: 'PUT', body: { ...EMPTY_TASK, title: 'changed' }, success: 200 }],
  ['updating', { method: 'PATCH', body: { title: 'changed' }, success: 200 }],
  ['updating nothing', { method: 'PATCH', body: {}, success: 200 }],
  ['completing', { method: 'PATCH', suffix: '/complete', body: { completed: true }, success: 200 }],
  ['toggling', { method: 'PATCH', suffix: '/complete', success: 200 }],
  ['deleting', { method: 'DELETE', success: 204 }],
];

describe('If-Match', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  /** A task of version 2. */
  const prepareTask = async () => {
    const { id } = await createTask(ada);
    await ada.send('PATCH', `${TASKS}/${id}`, { body: { priority: 'low' } });
    return readTask(ada, id);
  };

  describe.each(CHANGES)('when %s', (_name, { method, suffix = '', body, success }) => {
    const change = (id: string, ifMatch: string) =>
      ada.send(method, `${TASKS}/${id}${suffix}`, { body, headers: { 'if-match': ifMatch } });

    it.each(['"2"', '*', '"1", "2"', '"x,y" , "2"', 'W/"2"', '"2-gzip"', '"2-br"'])(
      'lets %s pass',
      async (ifMatch) => {
        const { id } = await prepareTask();
        expect((await change(id, ifMatch)).status).toBe(success);
      },
    );

    it.each([
      '"1"',
      '"3"',
      'W/"1"',
      '"02"',
      '""',
      '"1", W/"3"',
      '"1-gzip"',
      '"9999999999"',
      '"99999999999999999999"',
    ])('answers 412 with the current task to %s, and changes nothing', async (ifMatch) => {
      const task = await prepareTask();
      const answer = await change(task.id, ifMatch);
      expectProblem(answer, 412, 'VERSION_MISMATCH');
      expect(answer.body.current).toEqual(task);
      expect(answer.headers.get('etag')).toBe('"2"');
      expect(await readTask(ada, task.id)).toEqual(task);
    });

    it.each(['2', '"2', '2"', '"2" "3"', ',', 'garbage', '*, "2"'])(
      'refuses %s, and changes nothing',
      async (ifMatch) => {
        const task = await prepareTask();
        expectProblem(await change(task.id, ifMatch), 400, 'MALFORMED_REQUEST');
        expect(await readTask(ada, task.id)).toEqual(task);
      },
    );

    it.each(['*', '"1"', 'W/"1"'])('answers 404 to %s for an unknown id', async (ifMatch) => {
      expectProblem(await change(UNKNOWN_ID, ifMatch), 404, 'NOT_FOUND');
    });
  });
});
