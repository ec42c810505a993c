import { ExportsService } from '../../src/identity/exports/exports.service';
import { TemporaryFilesService } from '../../src/tasks/transfer/import/temporary-files.service';
import { UploadsService } from '../../src/tasks/transfer/import/uploads.service';
import type { Visitor } from '../support/people/visitor';
import { insertLongTasks, readOn, startDownload } from '../support/requests/download';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { importFile, TASK_EXPORT } from '../support/tasks/task-files';
import { insertTasks, listTasks, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';
import { until } from '../support/time/until';

describe('What takes longer than it may', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ IMPORT_TIMEOUT: '1ms', EXPORT_TIMEOUT: '1ms' });
    person = app.visitor();
    await person.register();
  });

  afterAll(() => app.stop());

  it('is no more imported: nothing of it is kept, and its client is told to come back', async () => {
    const answer = await importFile(person, 'csv', `title\n${'A\n'.repeat(2_000)}`);
    expectProblem(answer, 503, 'UNAVAILABLE');
    expect(answer.body).toMatchObject({ detail: expect.stringContaining('too long') as string });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await listTasks(person)).body.items).toEqual([]);
    expect([app.app.get(UploadsService).count, app.app.get(TemporaryFilesService).size]).toEqual([0, 0]);
  });

  it('is no more undone as an import: its tasks stay', async () => {
    const { owner } = app.database;
    const visitor = app.visitor();
    await visitor.register();
    await insertTasks(
      owner,
      visitor.userId,
      Array.from({ length: 600 }, () => ({ title: 'Imported' })),
    );
    await owner.query(
      `INSERT INTO task_imports (owner_id, id, format, digest, tasks, change_position)
       SELECT owner_id, $2, 'csv', 'x', 600, change_position FROM tasks WHERE owner_id = $1 LIMIT 1`,
      [visitor.userId, UNKNOWN_ID],
    );
    expectProblem(await visitor.send('DELETE', `${TASKS}/imports/${UNKNOWN_ID}`), 503, 'UNAVAILABLE');
    const deleted = await owner.query<object[]>('SELECT FROM tasks WHERE deleted_at IS NOT NULL');
    expect(deleted).toEqual([]);
    expect(app.app.get(UploadsService).count).toBe(0);
  });

  it('is cut off as a download, however steadily it is read', async () => {
    await insertLongTasks(app.database.owner, person.userId);
    const exports = app.app.get(ExportsService);
    const download = await startDownload(person, TASK_EXPORT);
    exports.cutLate();
    await until(() => exports.count === 0);
    expect((await readOn(download)).isWhole).toBe(false);
    expect(app.log.filter((line) => line.includes('"reason":"overdue"'))).toHaveLength(1);
  });
});
