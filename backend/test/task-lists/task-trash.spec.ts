import type { TrashPageDto } from '../../src/tasks/trash/dto/trash-page.dto';
import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

const TRASH = `${TASKS}/trash`;

describe('The list of the trash', () => {
  let app: TestServer;
  let ada: Visitor;
  let eve: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  beforeEach(async () => {
    [ada, eve] = [app.visitor(), app.visitor()];
    await ada.register();
    await eve.register();
  });

  afterAll(() => app.stop());

  const list = (query = '', visitor = ada) => visitor.send<TrashPageDto>('GET', `${TRASH}${query}`);
  const titles = async () => (await list()).body.items.map(({ title }) => title);

  /** A task in the trash; the later one was deleted later. */
  const trashTask = async (title = 'thrown away', visitor = ada) => {
    const { id } = await createTask(visitor, { title });
    await visitor.send('DELETE', `${TASKS}/${id}`);
    return id;
  };

  const tombstonesOf = (visitor: Visitor) =>
    app.database.owner.query<{ task_id: string; change_position: string }[]>(
      'SELECT task_id, change_position FROM task_tombstones WHERE owner_id = $1 ORDER BY task_id',
      [visitor.userId],
    );

  it('holds whole tasks with the instant of their deletion, the latest deletion first', async () => {
    const task = await createTask(ada, { title: 'deleted last', tags: ['home'], priority: 'high' });
    await trashTask('deleted first');
    await createTask(ada, { title: 'kept' });
    await ada.send('DELETE', `${TASKS}/${task.id}`);
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body).toEqual({ items: [expect.any(Object), expect.any(Object)], nextCursor: null });
    expect(body.items[0]).toEqual({
      ...task,
      version: 2,
      updatedAt: expect.any(String),
      deletedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect(await titles()).toEqual(['deleted last', 'deleted first']);
  });

  it('has pages, each task on one of them, also where many were deleted at one instant', async () => {
    const ids = await Promise.all(Array.from({ length: 7 }, () => trashTask()));
    await app.database.owner.query(
      `UPDATE tasks SET deleted_at = '2026-11-20T12:00:00Z' WHERE owner_id = $1 AND id <> $2`,
      [ada.userId, ids[3]],
    );
    const found: string[] = [];
    let next: string | undefined = `${TRASH}?limit=2`;
    for (let pages = 0; next !== undefined && pages < 9; pages += 1) {
      const page: Awaited<ReturnType<typeof list>> = await ada.send('GET', next);
      found.push(...page.body.items.map(({ id }) => id));
      next = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
      expect(next === undefined).toBe(page.body.nextCursor === null);
    }
    expect(found[0]).toBe(ids[3]);
    expect(found.slice(1)).toEqual(ids.filter((id) => id !== ids[3]).sort((a, b) => (a < b ? 1 : -1)));
  });

  it('refuses a cursor of another list or person, or one that was tampered with', async () => {
    await Promise.all([trashTask(), trashTask(), createTask(ada), createTask(ada)]);
    const { nextCursor } = (await list('?limit=1')).body;
    const tasks = await ada.send('GET', `${TASKS}?limit=1`);
    expect((await list(`?cursor=${nextCursor}`)).status).toBe(200);
    for (const [cursor, visitor] of [
      [tasks.body.nextCursor, ada],
      [nextCursor, eve],
      [`${nextCursor}A`, ada],
      ['x', ada],
    ] as const) {
      const answer = await list(`?cursor=${String(cursor)}`, visitor);
      expectProblem(answer as never, 400, 'VALIDATION_FAILED');
      expect(refusedFields(answer as never)).toEqual(['/cursor']);
    }
  });

  it('takes a limit from 1 to 200', async () => {
    for (const limit of ['0', '201', 'x']) {
      expectProblem(await ada.send('GET', `${TRASH}?limit=${limit}`), 400, 'VALIDATION_FAILED');
    }
  });

  describe('when a task is deleted for good', () => {
    it('loses it, and a tombstone under the next position is all that stays', async () => {
      const id = await trashTask('secret');
      const other = await trashTask('other');
      const positionOf = async () => {
        const [feed] = await app.database.owner.query<[{ position: string }]>(
          'SELECT position FROM task_feeds WHERE owner_id = $1',
          [ada.userId],
        );
        return Number(feed.position);
      };
      const before = await positionOf();
      const answer = await ada.send('DELETE', `${TRASH}/${id}`);
      expect(answer).toMatchObject({ status: 204, text: '' });
      expect((await list()).body.items).toMatchObject([{ id: other }]);
      expectProblem(await ada.send('POST', `${TASKS}/${id}/restore`), 404, 'NOT_FOUND');
      expect(await tombstonesOf(ada)).toEqual([{ task_id: id, change_position: String(before + 1) }]);
      expect(await app.database.owner.query('SELECT id FROM tasks WHERE id = $1', [id])).toEqual([]);
    });

    it('answers 404 for one that is not in the trash, is gone already or belongs to somebody else', async () => {
      const kept = await createTask(ada);
      const gone = await trashTask();
      await ada.send('DELETE', `${TRASH}/${gone}`);
      const foreign = await trashTask('of Eve', eve);
      for (const id of [kept.id, gone, foreign, UNKNOWN_ID, 'x']) {
        expectProblem(await ada.send('DELETE', `${TRASH}/${id}`), 404, 'NOT_FOUND');
      }
      expect((await ada.send('GET', `${TASKS}/${kept.id}`)).status).toBe(200);
      expect((await list('', eve)).body.items).toHaveLength(1);
      expect(await tombstonesOf(eve)).toEqual([]);
    });
  });

  describe('when it is emptied', () => {
    it('loses all of its tasks under one position, and nothing else', async () => {
      const ids = await Promise.all([trashTask(), trashTask(), trashTask()]);
      const kept = await createTask(ada, { title: 'kept' });
      await trashTask('of Eve', eve);
      expect(await ada.send('DELETE', TRASH)).toMatchObject({ status: 204, text: '' });
      expect((await list()).body.items).toEqual([]);
      const tombstones = await tombstonesOf(ada);
      expect(tombstones.map((each) => each.task_id)).toEqual(ids.sort());
      expect(new Set(tombstones.map((each) => each.change_position)).size).toBe(1);
      expect((await ada.send('GET', `${TASKS}/${kept.id}`)).body).toEqual(kept);
      expect((await list('', eve)).body.items).toHaveLength(1);
    });

    it('answers 204 when nothing was in it', async () => {
      expect((await ada.send('DELETE', TRASH)).status).toBe(204);
      expect(await tombstonesOf(ada)).toEqual([]);
    });
  });

  it('is closed without a token, and to a token that may only read', async () => {
    const nobody = app.visitor();
    for (const [method, path] of [
      ['GET', TRASH],
      ['DELETE', TRASH],
      ['DELETE', `${TRASH}/${UNKNOWN_ID}`],
    ] as const) {
      expectProblem(await nobody.send(method, path), 401, 'TOKEN_MISSING');
    }
  });
});
