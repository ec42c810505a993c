import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ownServer, type TestServer } from '../support/servers/test-server';
import { importFile, jsonFile } from '../support/tasks/task-files';
import { createTask, TASKS } from '../support/tasks/tasks';

const MAXIMUM = 5;

describe('With as many tasks as one person may have, completed and in the trash', () => {
  let app: TestServer;
  let ada: Visitor;
  let trashed: string;

  beforeAll(async () => {
    app = await ownServer({ TASKS_MAXIMUM: String(MAXIMUM) });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    ada = app.visitor();
    await ada.register();
    ({ id: trashed } = await createTask(ada));
    await ada.send('DELETE', `${TASKS}/${trashed}`);
    await createTask(ada, { completed: true });
    await putExternal('known');
    await createTask(ada);
    await createTask(ada);
  });

  const putExternal = (name: string) =>
    ada.send('PUT', `${TASKS}/external/ci/${name}`, { body: { title: 'x', completed: true } });
  const twoTasks = (options = {}) =>
    importFile(ada, 'json', jsonFile([{ title: 'a', completed: true }, { title: 'b' }]), options);
  const everything = () =>
    app.database.owner.query('SELECT * FROM tasks WHERE owner_id = $1 ORDER BY id', [ada.userId]);
  const expectFull = (answer: Answer) => {
    expectProblem(answer, 422, 'LIMIT_REACHED');
    expect(answer.body.detail).toBe(
      'At most 5 tasks are kept, with those completed and in the trash. Delete some for good first.',
    );
  };

  it.each<[string, () => Promise<Answer>]>([
    ['making one', () => ada.send('POST', TASKS, { body: { title: 'x' } })],
    [
      'making one that is completed',
      () => ada.send('POST', TASKS, { body: { title: 'x', completed: true } }),
    ],
    ['making one for a pipeline', () => putExternal('new')],
    ['importing some', () => twoTasks()],
    ['trying an import', () => twoTasks({ dryRun: true })],
  ])('%s is refused, and changes nothing', async (_name, makeOneMore) => {
    const before = await everything();
    expectFull(await makeOneMore());
    expect(await everything()).toEqual(before);
  });

  it('everything that makes none goes on', async () => {
    const done = [
      await putExternal('known'),
      await ada.send('POST', `${TASKS}/${trashed}/restore`),
      await ada.send('PATCH', `${TASKS}/${trashed}/complete`),
      await ada.send('DELETE', `${TASKS}/${trashed}`),
    ];
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200, 204]);
  });

  it('what is deleted for good makes room for exactly one of many', async () => {
    await ada.send('DELETE', `${TASKS}/trash/${trashed}`);
    expectFull(await twoTasks());
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? putExternal(`new-${n}`) : createOne())),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await everything()).toHaveLength(MAXIMUM);
  });

  const createOne = () => ada.send('POST', TASKS, { body: { title: 'x' } });

  it('a first import that is too large is refused', async () => {
    const eve = app.visitor();
    await eve.register();
    const six = Array.from({ length: MAXIMUM + 1 }, () => ({ title: 'x' }));
    expectFull(await importFile(eve, 'json', jsonFile(six)));
    expect((await importFile(eve, 'json', jsonFile(six.slice(1)))).status).toBe(200);
  });
});
