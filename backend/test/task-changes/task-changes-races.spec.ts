import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import type { Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { listChanges, TaskReplica } from '../support/tasks/task-replica';
import { createTask, insertTasks, TASKS, walkPages } from '../support/tasks/tasks';

/** What every change of tasks does first. */
const TAKE_POSITION = 'UPDATE task_feeds SET position = position + 1 WHERE owner_id = $1 RETURNING position';

describe('Changes of tasks at the same time', () => {
  let app: TestServer;
  let ada: Visitor;
  let eve: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    [ada, eve] = [app.visitor(), app.visitor()];
    await ada.register();
    await eve.register();
  });

  /** What a reader must have in the end. */
  const finalState = async () =>
    new Map((await walkPages(ada, { limit: '200' })).map((task) => [task.id, task]));

  /** Changes many tasks in one statement, at one position, as a bulk request does. */
  const changeAll = (changes: string, condition = 'true') =>
    app.database.owner.query(
      `WITH feed AS (${TAKE_POSITION})
       UPDATE tasks SET ${changes}, version = version + 1, change_position = (SELECT position FROM feed)
       WHERE owner_id = $1 AND ${condition}`,
      [ada.userId],
    );

  it('wait for one of the same person that has its position already, and none is skipped', async () => {
    const { id } = await createTask(ada);
    const replica = new TaskReplica(ada);
    await replica.catchUp();
    const slow = await openTransaction(app.database);
    const [[{ position }]] = await slow.query<[[{ position: string }]]>(TAKE_POSITION, [ada.userId]);
    await slow.query(`UPDATE tasks SET title = 'slow', change_position = $2 WHERE id = $1`, [id, position]);

    const waiting = createTask(ada, { title: 'quick' });
    await untilBlocked(app.database.owner);
    await replica.catchUp();
    expect([...replica.tasks.values()].map(({ title }) => title)).toEqual(['Water the plants']);

    await slow.commit();
    const quick = await waiting;
    const { items } = await replica.step();
    expect(items.map((task) => [task.id, task.title])).toEqual([
      [id, 'slow'],
      [quick.id, 'quick'],
    ]);
  });

  it('do not wait for those of another person', async () => {
    await createTask(ada);
    const slow = await openTransaction(app.database);
    await slow.query(TAKE_POSITION, [ada.userId]);
    const task = await createTask(eve);
    expect((await listChanges(eve)).body.items).toEqual([task]);
    await slow.commit();
  });

  it('are all seen by somebody who reads while a hundred write', async () => {
    const ids = await insertTasks(
      app.database.owner,
      ada.userId,
      Array.from({ length: 25 }, (_, n) => ({ title: `${n}` })),
    );
    const replica = new TaskReplica(ada, 7);
    const writers = [
      (n: number) => createTask(ada, { title: `new ${n}` }),
      (n: number) => ada.send('PATCH', `${TASKS}/${ids[n]}`, { body: { title: `changed ${n}` } }),
      (n: number) => ada.send('DELETE', `${TASKS}/${ids[n]}`),
      (n: number) => ada.send('POST', `${TASKS}/${ids[n]}/restore`),
    ];
    let isWriting = true;
    const writing = Promise.all<unknown>(
      writers.flatMap((write) => Array.from({ length: 25 }, (_, n) => write(n))),
    ).finally(() => {
      isWriting = false;
    });
    while (isWriting) {
      await replica.step();
    }
    await writing;
    await replica.catchUp();
    expect(replica.tasks).toEqual(await finalState());
  });

  it('are all seen across the borders of pages where many share a position', async () => {
    const rows = Array.from({ length: 50 }, (_, n) => ({ title: `${n}` }));
    await insertTasks(app.database.owner, ada.userId, rows);
    const replica = new TaskReplica(ada, 7);
    await replica.catchUp();
    await changeAll(`title = 'all'`);
    await changeAll('deleted_at = now()', `left(right(id::text, 1), 1) < '8'`);
    await replica.catchUp();
    expect(replica.tasks).toEqual(await finalState());
    expect(replica.tasks.size + replica.deleted.length).toBe(50);
  });

  it('are all seen when they come between two pages', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => ({ title: `${n}` }));
    const ids = await insertTasks(app.database.owner, ada.userId, rows);
    const replica = new TaskReplica(ada, 5);
    let page = 0;
    const changes = [
      () => ada.send('PATCH', `${TASKS}/${ids[0]}`, { body: { title: 'read before' } }),
      () => ada.send('PATCH', `${TASKS}/${ids[39]}`, { body: { title: 'not read yet' } }),
      () => ada.send('DELETE', `${TASKS}/${ids[1]}`),
      () => ada.send('DELETE', `${TASKS}/${ids[38]}`),
      () => ada.send('POST', `${TASKS}/${ids[1]}/restore`),
      () => changeAll('completed_at = now()'),
    ];
    await replica.catchUp(() => changes[page++]?.() ?? Promise.resolve());
    expect(page).toBeGreaterThan(changes.length);
    expect(replica.tasks).toEqual(await finalState());
  });
});
