import type { TaskDto } from '../src/tasks/dto/task.dto';
import { expectProblem } from './expect-problem';
import { createTask, insertTasks, readTask, TASKS, walkPages } from './tasks';
import { startTestApp, type TestApp } from './test-app';
import type { Answer, Visitor } from './visitor';

const CHANGES = `${TASKS}/changes`;

interface Changes {
  items: TaskDto[];
  deleted: string[];
  nextCursor: string;
  hasMore: boolean;
}

describe('The changes of tasks', () => {
  let app: TestApp;
  let ada: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    ada = app.visitor();
    await ada.register();
  });

  const changesOf = (person: Visitor, since?: string, limit = 200): Promise<Answer<Changes>> => {
    const query = new URLSearchParams({ limit: String(limit), ...(since !== undefined && { since }) });
    return person.send<Changes>('GET', `${CHANGES}?${query.toString()}`);
  };
  const read = async (since?: string, limit?: number): Promise<Changes> => {
    const answer = await changesOf(ada, since, limit);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const titlesOf = ({ items }: Changes) => items.map(({ title }) => title);

  it('are everything at first, the oldest change first', async () => {
    const first = await createTask(ada, { title: 'first' });
    await createTask(ada, { title: 'second' });
    await ada.send('PATCH', `${TASKS}/${first.id}`, { body: { title: 'changed' } });
    const changes = await read();
    expect(titlesOf(changes)).toEqual(['second', 'changed']);
    expect(changes).toMatchObject({ deleted: [], hasMore: false });
    expect(changes.items[1]).toEqual(await readTask(ada, first.id));
  });

  it('are none where nothing changed, and the cursor stays good', async () => {
    const empty = await read();
    expect(empty).toEqual({ items: [], deleted: [], nextCursor: expect.any(String), hasMore: false });
    expect(await read(empty.nextCursor)).toEqual(empty);
    await createTask(ada, { title: 'at last' });
    expect(titlesOf(await read(empty.nextCursor))).toEqual(['at last']);
  });

  it('tell of every way in which a task changes, and of nothing else', async () => {
    const { id } = await createTask(ada);
    let { nextCursor } = await read();
    const since = async () => {
      const changes = await read(nextCursor);
      nextCursor = changes.nextCursor;
      return { ids: changes.items.map((task) => task.id), deleted: changes.deleted };
    };
    await readTask(ada, id);
    await ada.send('PATCH', `${TASKS}/${id}`, { body: {} });
    await ada.send('PATCH', `${TASKS}/${id}`, { body: { title: 'late' }, headers: { 'if-match': '"7"' } });
    expect(await since()).toEqual({ ids: [], deleted: [] });
    await ada.send('PATCH', `${TASKS}/${id}/complete`);
    expect(await since()).toEqual({ ids: [id], deleted: [] });
    await ada.send('DELETE', `${TASKS}/${id}`);
    expect(await since()).toEqual({ ids: [], deleted: [id] });
    await ada.send('POST', `${TASKS}/${id}/restore`);
    expect(await since()).toEqual({ ids: [id], deleted: [] });
  });

  it('come page by page, those of one position too, and a task that changes meanwhile comes again', async () => {
    await insertTasks(
      app.database.owner,
      ada.userId,
      [...Array(7).keys()].map((index) => ({ title: `${index}` })),
    );
    const first = await read(undefined, 3);
    expect(titlesOf(first)).toEqual(['0', '1', '2']);
    await ada.send('PATCH', `${TASKS}/${first.items[0]?.id}`, { body: { title: 'again' } });
    const second = await read(first.nextCursor, 3);
    const third = await read(second.nextCursor, 3);
    expect(titlesOf(second)).toEqual(['3', '4', '5']);
    expect(titlesOf(third)).toEqual(['6', 'again']);
    expect([first, second, third].map(({ hasMore }) => hasMore)).toEqual([true, true, false]);
  });

  it('name what is gone for good', async () => {
    const { nextCursor } = await read();
    await app.database.owner.query(
      `INSERT INTO task_tombstones (owner_id, change_position, task_id) VALUES ($1, 5, $1)`,
      [ada.userId],
    );
    expect((await read(nextCursor)).deleted).toEqual([ada.userId]);
  });

  it('cannot be read on from where tombstones are forgotten', async () => {
    await createTask(ada);
    const { nextCursor } = await read();
    await app.database.owner.query('UPDATE task_feeds SET forgotten_position = 2 WHERE owner_id = $1', [
      ada.userId,
    ]);
    const answer = await changesOf(ada, nextCursor);
    expectProblem(answer as never, 400, 'VALIDATION_FAILED');
    expect(JSON.stringify(answer.body)).toContain('anew');
    expect((await changesOf(ada)).status).toBe(200);
  });

  it('take a cursor of the same person only, in its one spelling', async () => {
    const eve = app.visitor();
    await eve.register();
    const { nextCursor } = await read();
    expectProblem((await changesOf(eve, nextCursor)) as never, 400, 'VALIDATION_FAILED');
    for (const cursor of ['x', `${nextCursor}=`, nextCursor.slice(1), `${nextCursor}A`, '-']) {
      expectProblem((await changesOf(ada, cursor)) as never, 400, 'VALIDATION_FAILED');
    }
  });

  it('are never skipped, however many write at once while somebody reads', async () => {
    const known = new Map<string, TaskDto>();
    let since: string | undefined;
    const follow = async () => {
      const changes = await read(since, 5);
      changes.items.forEach((task) => known.set(task.id, task));
      changes.deleted.forEach((id) => known.delete(id));
      since = changes.nextCursor;
      return changes.hasMore;
    };
    const write = async (index: number) => {
      const { id } = await createTask(ada, { title: `task ${index}` });
      await ada.send('PATCH', `${TASKS}/${id}/complete`);
      if (index % 3 === 0) {
        await ada.send('DELETE', `${TASKS}/${id}`);
      }
    };
    let isWriting = true;
    const reader = (async () => {
      while (isWriting || (await follow())) {
        await follow();
      }
    })();
    await Promise.all(Array.from({ length: 100 }, (_, index) => write(index)));
    isWriting = false;
    await reader;
    const tasks = await walkPages(ada, { limit: '200' });
    expect(tasks).toHaveLength(66);
    expect(new Map(tasks.map((task) => [task.id, task]))).toEqual(known);
  });

  it('wait for the change that is not committed yet: whoever comes later stands behind it', async () => {
    const { id } = await createTask(ada);
    const { nextCursor } = await read();
    const runner = app.database.owner.createQueryRunner();
    await runner.startTransaction();
    await runner.query('UPDATE task_feeds SET position = position + 1 WHERE owner_id = $1', [ada.userId]);
    await runner.query(
      `UPDATE tasks SET title = 'slow', change_position = (SELECT position FROM task_feeds WHERE owner_id = $2)
       WHERE id = $1`,
      [id, ada.userId],
    );
    const later = createTask(ada, { title: 'later' });
    expect(titlesOf(await read(nextCursor))).toEqual([]);
    await runner.commitTransaction();
    await runner.release();
    await later;
    expect(titlesOf(await read(nextCursor))).toEqual(['slow', 'later']);
  });
});
