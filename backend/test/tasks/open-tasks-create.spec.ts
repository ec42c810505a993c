import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ownServer, type TestServer } from '../support/servers/test-server';
import { createTask, listTasks, TASKS } from '../support/tasks/tasks';

describe('With five open tasks at most', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await ownServer({ OPEN_TASKS_MAXIMUM: '5' });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    ada = app.visitor();
    await ada.register();
  });

  const post = (fields: object = {}) => ada.send('POST', TASKS, { body: { title: 'x', ...fields } });
  const fill = () => Promise.all(Array.from({ length: 5 }, () => createTask(ada)));
  const expectFull = async () => {
    expectProblem(await post(), 422, 'LIMIT_REACHED');
    expect((await listTasks(ada, { status: 'open' })).body.items).toHaveLength(5);
  };

  it('exactly five of twenty requests at once make one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post()));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(5).fill(201),
      ...Array<number>(15).fill(422),
    ]);
    await expectFull();
  });

  it('as many as one likes are made completed', async () => {
    await fill();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post({ completed: true })));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    await expectFull();
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['completing', (path) => ada.send('PATCH', `${path}/complete`)],
    ['changing to completed', (path) => ada.send('PATCH', path, { body: { completed: true } })],
    ['deleting', (path) => ada.send('DELETE', path)],
  ])('%s one makes room for another one', async (_name, free) => {
    const [first] = await fill();
    await expectFull();
    await free(`${TASKS}/${first?.id ?? ''}`);
    expect((await post()).status).toBe(201);
    await expectFull();
  });

  it('the tasks of anybody else do not count', async () => {
    await fill();
    const eve = app.visitor();
    await eve.register();
    await createTask(eve);
  });

  it('a request that was refused leaves no key behind', async () => {
    const [first] = await fill();
    const send = () =>
      ada.send('POST', TASKS, { body: { title: 'x' }, headers: { 'idempotency-key': 'later' } });
    expectProblem(await send(), 422, 'LIMIT_REACHED');
    await ada.send('DELETE', `${TASKS}/${first?.id ?? ''}`);
    expect((await send()).status).toBe(201);
  });
});
