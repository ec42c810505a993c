import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import type { Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, EMPTY_TASK, readTask, TASKS } from '../support/tasks/tasks';

describe('Changes of one task at the same time', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const patch = (id: string, body: object, headers: Record<string, string> = {}) =>
    ada.send('PATCH', `${TASKS}/${id}`, { body, headers });

  it('all survive where they touch different fields', async () => {
    const { id } = await createTask(ada);
    const fields = {
      title: 'changed',
      description: 'changed',
      completed: true,
      priority: 'high',
      dueDate: '2026-11-21',
      tags: ['changed'],
    };
    await Promise.all(Object.entries(fields).map(([name, value]) => patch(id, { [name]: value })));
    expect(await readTask(ada, id)).toMatchObject({ ...fields, version: 7 });
  });

  it('have exactly one winner where all are based on one version', async () => {
    const { id } = await createTask(ada);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        ada.send('PUT', `${TASKS}/${id}`, {
          body: { ...EMPTY_TASK, title: `by ${index}` },
          headers: { 'if-match': '"1"' },
        }),
      ),
    );
    const [winner, ...others] = answers.toSorted((a, b) => a.status - b.status);
    expect(winner?.status).toBe(200);
    expect(others.map(({ status }) => status)).toEqual(Array<number>(7).fill(412));
    for (const { body } of others) {
      expect(body.current).toEqual(winner?.body);
    }
    expect(await readTask(ada, id)).toEqual(winner?.body);
  });

  // Each change waits for the lock of the other transaction, and has to look again once it is released.
  it('are refused when the version changes while they wait', async () => {
    const { id } = await createTask(ada);
    const other = await openTransaction(app.database);
    await other.query(`UPDATE tasks SET title = 'theirs', version = version + 1 WHERE id = $1`, [id]);
    const waiting = patch(id, { title: 'mine' }, { 'if-match': '"1"' });
    await untilBlocked(app.database.owner);
    await other.commit();
    expect((await waiting).status).toBe(412);
    expect(await readTask(ada, id)).toMatchObject({ title: 'theirs', version: 2 });
  });

  it('find nothing when the task is deleted while they wait', async () => {
    const { id } = await createTask(ada);
    const other = await openTransaction(app.database);
    await other.query('UPDATE tasks SET deleted_at = now(), version = version + 1 WHERE id = $1', [id]);
    const waiting = [patch(id, { title: 'mine' }), patch(id, { title: 'mine' }, { 'if-match': '"1"' })];
    await untilBlocked(app.database.owner, 2);
    await other.commit();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([404, 404]);
  });

  it('leave a task deleted, whether a change or the deletion came first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await createTask(ada);
      const [removed, patched] = await Promise.all([
        ada.send('DELETE', `${TASKS}/${id}`),
        patch(id, { title: 'changed' }),
      ]);
      expect(removed.status).toBe(204);
      expect([200, 404]).toContain(patched.status);
      expect((await ada.send('GET', `${TASKS}/${id}`)).status).toBe(404);
      const restored = await ada.send('POST', `${TASKS}/${id}/restore`);
      expect(restored.body.title).toBe(patched.status === 200 ? 'changed' : 'Water the plants');
    }
  });

  it('leave a task deleted by its version only if nobody changed it before', async () => {
    const { id } = await createTask(ada);
    const [removed, patched] = await Promise.all([
      ada.send('DELETE', `${TASKS}/${id}`, { headers: { 'if-match': '"1"' } }),
      patch(id, { title: 'changed' }, { 'if-match': '"1"' }),
    ]);
    const statuses = [removed.status, patched.status];
    expect([
      [204, 404],
      [412, 200],
    ]).toContainEqual(statuses);
  });

  it('toggle it back where it is toggled twice', async () => {
    const { id } = await createTask(ada);
    const toggle = () => ada.send('PATCH', `${TASKS}/${id}/complete`);
    const answers = await Promise.all([toggle(), toggle()]);
    expect(answers.map(({ body }) => [body.version, body.completed]).sort()).toEqual([
      [2, true],
      [3, false],
    ]);
    expect(await readTask(ada, id)).toMatchObject({ completed: false, version: 3 });
  });

  it('complete it once where both say so', async () => {
    const { id } = await createTask(ada);
    const complete = () => ada.send('PATCH', `${TASKS}/${id}/complete`, { body: { completed: true } });
    const [first, second] = await Promise.all([complete(), complete()]);
    expect(first.body.completedAt).toBe(second.body.completedAt);
    expect(await readTask(ada, id)).toMatchObject({ completed: true, version: 3 });
  });

  describe('while it is deleted for good', () => {
    const trashTask = async () => {
      const { id } = await createTask(ada);
      await ada.send('DELETE', `${TASKS}/${id}`);
      return id;
    };
    const restore = (id: string) => ada.send('POST', `${TASKS}/${id}/restore`);
    const purge = (id: string) => ada.send('DELETE', `${TASKS}/trash/${id}`);

    it('restore it or find nothing, and the deletion likewise', async () => {
      for (let round = 0; round < 10; round += 1) {
        const id = await trashTask();
        const [restored, purged] = await Promise.all([restore(id), purge(id)]);
        const outcome = [restored.status, purged.status, (await ada.send('GET', `${TASKS}/${id}`)).status];
        expect([
          [200, 404, 200],
          [404, 204, 404],
        ]).toContainEqual(outcome);
      }
    });

    it('leave no tombstone of a task that was restored while the deletion waited', async () => {
      const id = await trashTask();
      const other = await openTransaction(app.database);
      await other.query('UPDATE tasks SET deleted_at = NULL, version = version + 1 WHERE id = $1', [id]);
      const waiting = purge(id);
      await untilBlocked(app.database.owner);
      await other.commit();
      expect((await waiting).status).toBe(404);
      expect(await readTask(ada, id)).toMatchObject({ id });
      const tombstones = 'SELECT task_id FROM task_tombstones WHERE task_id = $1';
      expect(await app.database.owner.query(tombstones, [id])).toEqual([]);
    });

    it('find nothing when it is gone while they wait', async () => {
      const id = await trashTask();
      const other = await openTransaction(app.database);
      await other.query('DELETE FROM tasks WHERE id = $1', [id]);
      const waiting = [restore(id), purge(id)];
      await untilBlocked(app.database.owner, 2);
      await other.commit();
      expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([404, 404]);
    });
  });
});
