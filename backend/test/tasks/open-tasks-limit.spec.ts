import type { TaskDto } from '../../src/tasks/core/dto/task.dto';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ownServer, type TestServer } from '../support/servers/test-server';
import { createTask, EMPTY_TASK, readTask, TASKS } from '../support/tasks/tasks';

const MAXIMUM = 4;

describe('With as many open tasks as there may be', () => {
  let app: TestServer;
  let ada: Visitor;
  let open: string[];
  let completed: string;
  let trashed: string;
  let trashedAndCompleted: string;

  beforeAll(async () => {
    app = await ownServer({ OPEN_TASKS_MAXIMUM: String(MAXIMUM) });
  });

  beforeEach(async () => {
    ada = app.visitor();
    await ada.register();
    trashed = await trash(await createTask(ada));
    trashedAndCompleted = await trash(await createTask(ada, { completed: true }));
    ({ id: completed } = await createTask(ada, { completed: true }));
    const tasks = await Promise.all(Array.from({ length: MAXIMUM }, () => createTask(ada)));
    open = tasks.map(({ id }) => id);
  });

  afterAll(() => app.stop());

  const trash = async ({ id }: { id: string }) => {
    await ada.send('DELETE', `${TASKS}/${id}`);
    return id;
  };
  const external = (name: string) => `${TASKS}/external/ci/${name}`;
  const countOpen = async () => {
    const [row] = await app.database.owner.query<[{ counted: number; kept: number }]>(
      `SELECT count(*)::integer AS counted, max(open_tasks) AS kept FROM tasks JOIN task_feeds USING (owner_id)
       WHERE owner_id = $1 AND completed_at IS NULL AND deleted_at IS NULL`,
      [ada.userId],
    );
    expect(row.counted).toBe(row.kept);
    return row.counted;
  };

  /** Every way in which one more task would be open. */
  const ways: [string, () => [method: string, path: string, body?: object]][] = [
    ['making one', () => ['POST', TASKS, { title: 'x' }]],
    ['restoring one', () => ['POST', `${TASKS}/${trashed}/restore`]],
    ['toggling a completed one', () => ['PATCH', `${TASKS}/${completed}/complete`]],
    ['reopening one', () => ['PATCH', `${TASKS}/${completed}/complete`, { completed: false }]],
    ['reopening one by a change', () => ['PATCH', `${TASKS}/${completed}`, { completed: false, title: 'x' }]],
    ['reopening one by replacing it', () => ['PUT', `${TASKS}/${completed}`, EMPTY_TASK]],
    [
      'restoring many',
      () => ['POST', `${TASKS}/bulk`, { action: 'restore', ids: [trashedAndCompleted, trashed] }],
    ],
    ['reopening many', () => ['POST', `${TASKS}/bulk`, { action: 'reopen', ids: [open[0], completed] }]],
    [
      'reopening many by a change',
      () => ['POST', `${TASKS}/bulk`, { action: 'update', ids: [completed], changes: { completed: false } }],
    ],
    ['making one for a pipeline', () => ['PUT', external('new'), { title: 'x' }]],
  ];

  it.each(ways)('%s is refused, and changes nothing', async (_name, way) => {
    const everything = () =>
      app.database.owner.query('SELECT * FROM tasks WHERE owner_id = $1 ORDER BY id', [ada.userId]);
    const before = await everything();
    const [method, path, body] = way();
    const answer = await ada.send(method, path, { body });
    expectProblem(answer, 422, 'LIMIT_REACHED');
    expect(answer.body.detail).toContain(String(MAXIMUM));
    expect(await everything()).toEqual(before);
  });

  it.each(ways)('%s has exactly one winner where one more fits', async (_name, way) => {
    await ada.send('PATCH', `${TASKS}/${open[1]}/complete`, { body: { completed: true } });
    const [method, path, body] = way();
    const rival = () => ada.send('POST', TASKS, { body: { title: 'the rival' } });
    const answers = await Promise.all([ada.send(method, path, { body }), rival(), rival()]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(2);
    expect(await countOpen()).toBe(MAXIMUM);
  });

  it('a pipeline still changes the task that it has open, and cannot reopen another', async () => {
    await ada.send('PATCH', `${TASKS}/${open[1]}/complete`, { body: { completed: true } });
    const put = (name: string, body: object) => ada.send('PUT', external(name), { body });
    expect((await put('done', { title: 'x', completed: true })).status).toBe(201);
    expect((await put('open', { title: 'x' })).status).toBe(201);
    expect((await put('open', { title: 'y', completed: false })).status).toBe(200);
    expect((await put('done', { title: 'y' })).status).toBe(200);
    expectProblem(await put('done', { title: 'z', completed: false }), 422, 'LIMIT_REACHED');
    await trash((await put('open', { title: 'y' })).body as { id: string });
    await createTask(ada);
    expectProblem(await put('open', { title: 'z' }), 422, 'LIMIT_REACHED');
    expect((await put('open', { title: 'z', completed: true })).status).toBe(200);
  });

  it('many pipelines that open the one last task at once all get it', async () => {
    await ada.send('PATCH', `${TASKS}/${open[1]}/complete`, { body: { completed: true } });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ada.send('PUT', external('last'), { body: { title: 'x' } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(await countOpen()).toBe(MAXIMUM);
  });

  it('what opens no task is not refused', async () => {
    const done = [
      await ada.send('POST', TASKS, { body: { title: 'x', completed: true } }),
      await ada.send('POST', `${TASKS}/${trashedAndCompleted}/restore`),
      await ada.send('PATCH', `${TASKS}/${open[0]}/complete`, { body: { completed: false } }),
      await ada.send('PUT', `${TASKS}/${open[0]}`, { body: EMPTY_TASK }),
      await ada.send('PATCH', `${TASKS}/${completed}`, { body: { title: 'x' } }),
      await ada.send('POST', `${TASKS}/bulk`, { body: { action: 'reopen', ids: open } }),
      await ada.send('PATCH', `${TASKS}/${open[0]}/complete`),
    ];
    expect(done.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200, 200]);
    expect((await ada.send('PATCH', `${TASKS}/${completed}/complete`)).status).toBe(200);
    expect(await countOpen()).toBe(MAXIMUM);
  });

  it('a stale version and an unknown id are told before the limit', async () => {
    const path = `${TASKS}/${completed}/complete`;
    const stale = await ada.send('PATCH', path, { headers: { 'if-match': '"7"' } });
    expectProblem(stale, 412, 'VERSION_MISMATCH');
    expectProblem(await ada.send('PATCH', `${TASKS}/${trashed}/complete`), 404, 'NOT_FOUND');
    const unknown = await ada.send('POST', `${TASKS}/bulk`, { body: { action: 'reopen', ids: [trashed] } });
    expect(unknown.body).toEqual({ results: [{ id: trashed, status: 'not_found' }] });
    expect(await readTask(ada, completed)).toMatchObject({ completed: true });
  });

  describe('what waits for another change counts by what that one left', () => {
    const LOCK = 'UPDATE task_feeds SET position = position + 1 WHERE owner_id = $1';
    const COMPLETE = 'UPDATE tasks SET completed_at = now() WHERE owner_id = $1 AND id = $2';
    const REOPEN = 'UPDATE tasks SET completed_at = NULL WHERE owner_id = $1 AND id = $2';
    const PURGE = 'DELETE FROM tasks WHERE owner_id = $1 AND id = $2';
    const INSERT = `INSERT INTO tasks (id, owner_id, title, external_source, external_id)
                    VALUES (gen_random_uuid(), $1, 'theirs', 'ci', $2)`;

    /** A request that waits for the feed while other statements run, and goes on after their commit. */
    const sendDuring = async (
      statements: [sql: string, ...parameters: string[]][],
      request: () => Promise<Answer<unknown>>,
    ): Promise<Answer> => {
      const other = await openTransaction(app.database);
      await other.query(LOCK, [ada.userId]);
      for (const [sql, ...parameters] of statements) {
        await other.query(sql, [ada.userId, ...parameters]);
      }
      const waiting = request();
      await untilBlocked(app.database.owner);
      await other.commit();
      return (await waiting) as Answer;
    };
    const reopen = (id = '') => ada.send('PATCH', `${TASKS}/${id}/complete`, { body: { completed: false } });
    const reopenMany = (ids: string[]) =>
      ada.send('POST', `${TASKS}/bulk`, { body: { action: 'reopen', ids } });
    const put = (name: string) =>
      ada.send<TaskDto>('PUT', external(name), { body: { title: 'mine', completed: false } });

    it('where the task was open and is not any more', async () => {
      const change = [
        [COMPLETE, open[0] ?? ''],
        [INSERT, 'theirs'],
      ] as [string, string][];
      expectProblem(await sendDuring(change, () => reopen(open[0])), 422, 'LIMIT_REACHED');
      expect(await countOpen()).toBe(MAXIMUM);
    });

    it('where many were open and one is not any more', async () => {
      const change = [
        [COMPLETE, open[0] ?? ''],
        [INSERT, 'theirs'],
      ] as [string, string][];
      expectProblem(await sendDuring(change, () => reopenMany(open)), 422, 'LIMIT_REACHED');
      expect(await countOpen()).toBe(MAXIMUM);
    });

    it('where the task was completed and is open now', async () => {
      const change = [
        [COMPLETE, open[0] ?? ''],
        [REOPEN, completed],
      ] as [string, string][];
      expect((await sendDuring(change, () => reopen(completed))).status).toBe(200);
      expect(await countOpen()).toBe(MAXIMUM);
    });

    it('where the task of a pipeline was open and is not any more', async () => {
      await ada.send('DELETE', `${TASKS}/${open[0]}`);
      const { id } = (await put('build')).body;
      const change = [
        [COMPLETE, id],
        [INSERT, 'theirs'],
      ] as [string, string][];
      expectProblem(await sendDuring(change, () => put('build')), 422, 'LIMIT_REACHED');
      expect(await countOpen()).toBe(MAXIMUM);
    });

    it('where the task of a pipeline was there and is gone now', async () => {
      await ada.send('DELETE', `${TASKS}/${open[0]}`);
      const { id } = (await put('build')).body;
      const change = [
        [PURGE, id],
        [INSERT, 'theirs'],
      ] as [string, string][];
      expectProblem(await sendDuring(change, () => put('build')), 422, 'LIMIT_REACHED');
      expect(await countOpen()).toBe(MAXIMUM);
    });

    it('where the task of a pipeline was not there and is now', async () => {
      await ada.send('DELETE', `${TASKS}/${open[0]}`);
      const answer = await sendDuring([[INSERT, 'build']], () => put('build'));
      expect(answer).toMatchObject({ status: 200, body: { title: 'mine', version: 2 } });
      expect(await countOpen()).toBe(MAXIMUM);
    });
  });
});
