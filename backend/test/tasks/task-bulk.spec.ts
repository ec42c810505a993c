import { randomUUID } from 'node:crypto';
import type { BulkResultsDto } from '../../src/tasks/bulk/dto/bulk-results.dto';
import { recordStatements } from '../support/database/recorded-statements';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, listTasks, readTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

const BULK = `${TASKS}/bulk`;

describe('A bulk action', () => {
  let app: TestApp;
  let ada: Visitor;
  let eve: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
    [ada, eve] = [app.visitor(), app.visitor()];
    await ada.register();
    await eve.register();
  });

  afterAll(() => app.stop());

  const bulk = (body: object, headers: Record<string, string> = {}) =>
    ada.send<BulkResultsDto>('POST', BULK, { body, headers });
  const positionsOf = async (ids: string[]) => {
    const rows = await app.database.owner.query<{ change_position: string }[]>(
      'SELECT DISTINCT change_position FROM tasks WHERE id = ANY($1)',
      [ids],
    );
    return rows.map((row) => row.change_position);
  };
  const expectRefusal = (answer: Answer<unknown>, pointers: string[]) => {
    expectProblem(answer as Answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer as Answer)).toEqual(pointers);
  };

  it('completes tasks in the order asked for, and keeps the instant of those that were complete', async () => {
    const open = await createTask(ada);
    const done = await createTask(ada, { completed: true });
    const { status, body } = await bulk({ action: 'complete', ids: [done.id, open.id] });
    expect(status).toBe(200);
    expect(body.results).toEqual([
      { id: done.id, status: 'ok', task: { ...done, version: 2, updatedAt: expect.any(String) } },
      { id: open.id, status: 'ok', task: await readTask(ada, open.id) },
    ]);
    expect(body.results[1]?.task).toMatchObject({
      completed: true,
      completedAt: expect.any(String),
      version: 2,
    });
  });

  it('reopens tasks', async () => {
    const tasks = [await createTask(ada, { completed: true }), await createTask(ada)];
    const { body } = await bulk({ action: 'reopen', ids: tasks.map(({ id }) => id) });
    expect(body.results).toMatchObject([
      { status: 'ok', task: { completed: false, completedAt: null, version: 2 } },
      { status: 'ok', task: { completed: false, completedAt: null, version: 2 } },
    ]);
  });

  it('deletes tasks, and says no more of them', async () => {
    const { id } = await createTask(ada);
    const { body } = await bulk({ action: 'delete', ids: [id] });
    expect(body).toEqual({ results: [{ id, status: 'ok' }] });
    expectProblem(await ada.send('GET', `${TASKS}/${id}`), 404, 'NOT_FOUND');
    expect((await bulk({ action: 'delete', ids: [id] })).body.results).toEqual([{ id, status: 'not_found' }]);
  });

  it('restores tasks, and leaves those that are not in the trash as they are', async () => {
    const deleted = await createTask(ada);
    const kept = await createTask(ada);
    await ada.send('DELETE', `${TASKS}/${deleted.id}`);
    const { body } = await bulk({ action: 'restore', ids: [kept.id, deleted.id, UNKNOWN_ID] });
    expect(body.results).toEqual([
      { id: kept.id, status: 'ok', task: kept },
      { id: deleted.id, status: 'ok', task: { ...deleted, version: 3, updatedAt: expect.any(String) } },
      { id: UNKNOWN_ID, status: 'not_found' },
    ]);
  });

  it('changes the given fields alone, and nothing with no fields', async () => {
    const tasks = [
      await createTask(ada, { description: 'kept', tags: ['kept'] }),
      await createTask(ada, { dueDate: '2026-11-21' }),
    ];
    const ids = tasks.map(({ id }) => id);
    const changes = { priority: 'high', dueDate: null };
    const { body } = await bulk({ action: 'update', ids, changes });
    expect(body.results.map(({ task }) => task)).toEqual(
      tasks.map((task) => ({ ...task, ...changes, version: 2, updatedAt: expect.any(String) })),
    );
    const nothing = await bulk({ action: 'update', ids, changes: {} });
    expect(nothing.body).toEqual(body);
  });

  it.each(['complete', 'reopen', 'delete', 'restore', 'update'])(
    'to %s says the same of a foreign id, one in the trash for good and one that never was',
    async (action) => {
      const foreign = await createTask(eve);
      const purged = await createTask(ada);
      await ada.send('DELETE', `${TASKS}/${purged.id}`);
      await ada.send('DELETE', `${TASKS}/trash/${purged.id}`);
      const ids = [foreign.id, purged.id, randomUUID(), 'not an id', "' OR 1=1--", '🥐'];
      const changes = action === 'update' ? { title: 'x' } : undefined;
      const { status, body } = await bulk({ action, ids, changes });
      expect(status).toBe(200);
      expect(body.results).toEqual(ids.map((id) => ({ id, status: 'not_found' })));
      expect(await readTask(eve, foreign.id)).toEqual(foreign);
    },
  );

  it('counts a repeated id once, in whatever letter case', async () => {
    const [one, other] = [await createTask(ada), await createTask(ada)];
    const ids = [one.id, other.id, one.id.toUpperCase(), one.id];
    const { body } = await bulk({ action: 'complete', ids });
    expect(body.results.map(({ id }) => id)).toEqual([one.id, other.id]);
    const upper = await bulk({ action: 'complete', ids: [one.id.toUpperCase()] });
    expect(upper.body.results).toMatchObject([
      { id: one.id.toUpperCase(), status: 'ok', task: { version: 3 } },
    ]);
  });

  it('is one statement and one position in the feed, however many tasks it changes', async () => {
    const tasks = await Promise.all(Array.from({ length: 20 }, () => createTask(ada)));
    const ids = tasks.map(({ id }) => id);
    for (const body of [
      { action: 'complete', ids },
      { action: 'reopen', ids },
      { action: 'update', ids, changes: { title: 'changed', completed: false } },
      { action: 'delete', ids },
      { action: 'restore', ids },
    ]) {
      const [, ...statements] = await recordStatements(app, () => bulk(body));
      expect(statements).toHaveLength(1);
      expect(await positionsOf(ids)).toHaveLength(1);
    }
  });

  it('takes 100 ids', async () => {
    const ids = Array.from({ length: 100 }, () => randomUUID());
    expect((await bulk({ action: 'complete', ids })).body.results).toHaveLength(100);
    expectRefusal(await bulk({ action: 'complete', ids: [...ids, randomUUID()] }), ['/ids']);
  });

  it.each<[string, object, string[]]>([
    ['an unknown action', { action: 'destroy', ids: ['x'] }, ['/action']],
    ['no action', { ids: ['x'] }, ['/action']],
    ['no ids', { action: 'complete' }, ['/ids']],
    ['an empty list of ids', { action: 'complete', ids: [] }, ['/ids']],
    ['an id that is no text', { action: 'complete', ids: [7] }, ['/ids']],
    ['an update without changes', { action: 'update', ids: ['x'] }, ['/changes']],
    ['changes without an update', { action: 'complete', ids: ['x'], changes: {} }, ['/changes']],
    ['changes that are none', { action: 'update', ids: ['x'], changes: null }, ['/changes']],
    ['a wrong change', { action: 'update', ids: ['x'], changes: { title: ' ' } }, ['/changes/title']],
    ['an unknown change', { action: 'update', ids: ['x'], changes: { ownerId: 'x' } }, ['/changes/ownerId']],
  ])('is refused with %s', async (_name, body, pointers) => {
    expectRefusal(await bulk(body), pointers);
  });

  it('is done once under one idempotency key', async () => {
    const { id } = await createTask(ada);
    const headers = { 'idempotency-key': randomUUID() };
    const body = { action: 'complete', ids: [id] };
    const answers = await Promise.all([bulk(body, headers), bulk(body, headers), bulk(body, headers)]);
    for (const answer of answers) {
      expect(answer.body).toEqual(answers[0].body);
    }
    expect(await readTask(ada, id)).toMatchObject({ completed: true, version: 2 });
    const other = await bulk({ action: 'reopen', ids: [id] }, headers);
    expectProblem(other as Answer<never>, 422, 'IDEMPOTENCY_MISMATCH');
  });

  it('never waits in a circle with another one in the opposite order', async () => {
    const tasks = await Promise.all(Array.from({ length: 30 }, () => createTask(ada)));
    const ids = tasks.map(({ id }) => id);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        bulk({
          action: 'update',
          ids: index % 2 ? ids : ids.toReversed(),
          changes: { title: `by ${index}` },
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    const { items } = (await listTasks(ada, { limit: '200' })).body;
    const titles = items.filter(({ id }) => ids.includes(id)).map(({ title, version }) => [title, version]);
    expect(new Set(titles.map(String)).size).toBe(1);
  });

  it('answers 401 without a token', async () => {
    const answer = await app.visitor().send('POST', BULK, { body: { action: 'delete', ids: [UNKNOWN_ID] } });
    expectProblem(answer, 401, 'TOKEN_MISSING');
  });
});
