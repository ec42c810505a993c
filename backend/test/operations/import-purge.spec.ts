import { TaskImportPurgeService } from '../../src/tasks/transfer/undo/task-import-purge.service';
import { startTestApp, type TestApp } from '../support/servers/test-app';

describe('The purge of imports', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  it('forgets those of more than 90 days', async () => {
    const ada = app.visitor();
    await ada.register();
    await app.database.owner.query(
      `INSERT INTO task_imports (owner_id, id, format, digest, tasks, change_position, created_at)
       SELECT $1, gen_random_uuid(), 'csv', 'x', n, 0, now() - n * interval '1 day' FROM generate_series(88, 6000) AS n`,
      [ada.userId],
    );
    const purge = app.app.get(TaskImportPurgeService);
    await Promise.all([purge.purge(), purge.purge()]);
    await purge.purge();
    const kept = await app.database.owner.query<object[]>(
      'SELECT tasks FROM task_imports WHERE owner_id = $1 ORDER BY 1',
      [ada.userId],
    );
    expect(kept).toEqual([{ tasks: 88 }, { tasks: 89 }]);
  });
});
