import { TrashPurgeService } from '../../src/tasks/trash/trash-purge.service';
import { deleteAccount } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, TASKS } from '../support/tasks/tasks';

describe('The count of open tasks', () => {
  let app: TestApp;
  let ada: Visitor;
  let eve: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ OPEN_TASKS_MAXIMUM: '1000000' });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    [ada, eve] = [app.visitor(), app.visitor()];
    await ada.register();
    await eve.register();
    await createTask(eve);
    await sql(
      `INSERT INTO tasks (id, owner_id, title, completed_at, deleted_at)
       SELECT gen_random_uuid(), $1, 'x', CASE WHEN n % 3 = 0 THEN now() END, CASE WHEN n % 4 = 0 THEN now() END
       FROM generate_series(1, 10000) n`,
    );
  });

  const sql = <Row>(statement: string) => app.database.owner.query<Row[]>(statement, [ada.userId]);
  const counted = async ({ userId }: Visitor) => {
    const [feed] = await app.database.owner.query<{ n: number }[]>(
      'SELECT open_tasks AS n FROM task_feeds WHERE owner_id = $1',
      [userId],
    );
    return feed?.n;
  };
  /** Of both people, against what a look at every task finds. */
  const expectRight = async (expected: number) => {
    const [{ n }] = await app.database.owner.query<[{ n: number }]>(
      `SELECT count(*)::integer AS n FROM tasks
       WHERE owner_id = $1 AND completed_at IS NULL AND deleted_at IS NULL`,
      [ada.userId],
    );
    expect([await counted(ada), n, await counted(eve)]).toEqual([expected, expected, 1]);
  };
  const one = async (condition: string): Promise<string> => {
    const [task] = await sql<{ id: string }>(
      `SELECT id FROM tasks WHERE owner_id = $1 AND ${condition} LIMIT 1`,
    );
    return `${TASKS}/${task?.id ?? ''}`;
  };

  it('follows every change of one of 10,000', async () => {
    await expectRight(5_000);
    const open = await one('completed_at IS NULL AND deleted_at IS NULL');
    await ada.send('DELETE', open);
    await expectRight(4_999);
    await ada.send('POST', `${open}/restore`);
    await expectRight(5_000);
    await ada.send('PATCH', `${open}/complete`);
    await expectRight(4_999);
    await ada.send('DELETE', open);
    await expectRight(4_999);
    await ada.send('POST', `${open}/restore`);
    await ada.send('PATCH', open, { body: { completed: false } });
    await expectRight(5_000);
  });

  it('follows many changes at once', async () => {
    const paths = await sql<{ id: string }>(
      `SELECT id FROM tasks WHERE owner_id = $1 AND completed_at IS NULL AND deleted_at IS NULL LIMIT 40`,
    );
    await Promise.all(
      paths.flatMap(({ id }) => [
        ada.send('DELETE', `${TASKS}/${id}`),
        ada.send('PATCH', `${TASKS}/${id}/complete`),
        createTask(ada),
      ]),
    );
    await expectRight(5_000);
  });

  it('stays as it is when thousands leave the trash for good', async () => {
    await sql(`UPDATE tasks SET deleted_at = deleted_at - interval '31 days' WHERE owner_id = $1`);
    await app.app.get(TrashPurgeService).purge();
    expect(await sql('SELECT id FROM tasks WHERE owner_id = $1')).toHaveLength(7_500);
    await expectRight(5_000);
  });

  it('follows a statement that takes thousands in and out of the trash', async () => {
    await sql('UPDATE tasks SET deleted_at = now() WHERE owner_id = $1');
    await expectRight(0);
    await sql('UPDATE tasks SET deleted_at = NULL, completed_at = NULL WHERE owner_id = $1');
    await expectRight(10_000);
    await sql('DELETE FROM tasks WHERE owner_id = $1');
    await expectRight(0);
  });

  it('goes with an account of 10,000 tasks', async () => {
    expect((await deleteAccount(ada)).status).toBe(204);
    expect(await counted(ada)).toBeUndefined();
    expect(await sql('SELECT id FROM tasks WHERE owner_id = $1')).toEqual([]);
    expect(await counted(eve)).toBe(1);
  });
});
