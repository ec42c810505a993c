import { TrashPurgeService } from '../../src/tasks/trash/trash-purge.service';
import type { Visitor } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, TASKS } from '../support/tasks/tasks';

describe('The purge of the trash', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  async function somebodyWithTrash(): Promise<Visitor> {
    const person = app.visitor();
    await person.register();
    const { id } = await createTask(person);
    await person.send('DELETE', `${TASKS}/${id}`);
    return person;
  }

  it('goes on with the others when that of one person fails', async () => {
    const { owner } = app.database;
    const [ada] = [await somebodyWithTrash(), await somebodyWithTrash(), await somebodyWithTrash()];
    await owner.query(`UPDATE tasks SET deleted_at = deleted_at - interval '31 days'`);
    const broken = `CHECK (owner_id <> '${ada.userId}') NOT VALID`;
    await owner.query(`ALTER TABLE task_tombstones ADD CONSTRAINT broken ${broken}`);
    await app.app.get(TrashPurgeService).purge();
    expect(await owner.query('SELECT owner_id AS id FROM tasks')).toEqual([{ id: ada.userId }]);
    await owner.query('ALTER TABLE task_tombstones DROP CONSTRAINT broken');
    await app.app.get(TrashPurgeService).purge();
    expect(await owner.query('SELECT FROM tasks')).toEqual([]);
  });
});
