import type { TaskDto } from '../../src/tasks/core/dto/task.dto';
import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { exampleOf, exampleTask, FIELD_NAMES } from '../support/tasks/task-examples';
import { exportTasks, importFile } from '../support/tasks/task-files';
import { createTask, listTasks, readTask, TASKS } from '../support/tasks/tasks';

const ONE = exampleTask('one');
const OTHER = exampleTask('other');

describe('Every field of a task', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  it('is kept when a task is made, and empty when nothing is said', async () => {
    const task = await createTask(ada, ONE);
    expect(task).toMatchObject(ONE);
    expect(await readTask(ada, task.id)).toEqual(task);
    expect(await createTask(ada)).toMatchObject(exampleTask('empty'));
  });

  it.each(FIELD_NAMES)('can be changed alone: %s', async (name) => {
    const { completedAt, version, updatedAt, ...task } = await createTask(ada, ONE);
    const change = { [name]: exampleOf(name, 'other') };
    const { body } = await ada.send('PATCH', `${TASKS}/${task.id}`, { body: change });
    expect(body).toMatchObject({ ...task, ...change, version: version + 1 });
  });

  it.each(FIELD_NAMES)('is refused with a value that it cannot have: %s', async (name) => {
    const body = { ...ONE, [name]: exampleOf(name, 'wrong') };
    const answer = await ada.send('POST', TASKS, { body });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual([`/${name}`]);
  });

  it('is replaced with all others', async () => {
    const { id } = await createTask(ada, ONE);
    expect((await ada.send('PUT', `${TASKS}/${id}`, { body: OTHER })).body).toMatchObject(OTHER);
    expect(await readTask(ada, id)).toMatchObject(OTHER);
  });

  it('is changed in many tasks at once', async () => {
    const { id } = await createTask(ada, ONE);
    await ada.send('POST', `${TASKS}/bulk`, { body: { action: 'update', ids: [id], changes: OTHER } });
    expect(await readTask(ada, id)).toMatchObject(OTHER);
  });

  it('is written by pipelines, which change what they name and nothing else', async () => {
    const put = (body: object) => ada.send<TaskDto>('PUT', `${TASKS}/external/github/fields`, { body });
    expect((await put(ONE)).body).toMatchObject(ONE);
    expect((await put({ title: 'Renamed' })).body).toMatchObject({ ...ONE, title: 'Renamed' });
    expect((await put(OTHER)).body).toMatchObject(OTHER);
  });

  it.each(['csv', 'json'])('leaves as %s and comes back', async (format) => {
    const [from, to] = [app.visitor(), app.visitor()];
    await from.register();
    await to.register();
    for (const fields of [ONE, OTHER, {}]) {
      await createTask(from, fields);
    }
    const { text } = await exportTasks(from, format);
    expect((await importFile(to, format, text)).status).toBe(200);
    const { items } = (await listTasks(to, { sort: 'title' })).body;
    expect(items).toMatchObject([OTHER, ONE, exampleTask('empty')]);
  });
});
