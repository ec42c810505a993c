import type { RecordedImportsDto } from '../../src/tasks/transfer/undo/dto/task-import.dto';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { LOGOUT_ALL } from '../support/people/account';
import { createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { allTasks, importFile, TASK_IMPORT } from '../support/tasks/task-files';
import { TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

const IMPORTS = `${TASKS}/imports`;

describe('An import that is undone', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const importCsv = async (csv: string): Promise<string> =>
    (await importFile(person, 'csv', csv)).body.id ?? '';
  const undo = (id: string, visitor = person) => visitor.send('DELETE', `${IMPORTS}/${id}`);
  const list = async () => (await person.send<RecordedImportsDto>('GET', IMPORTS)).body.items;
  const titles = async () => (await allTasks(person)).map(({ title }) => title);
  const makeOlder = (id: string, age: string) =>
    app.database.owner.query('UPDATE task_imports SET created_at = now() - $2::interval WHERE id = $1', [
      id,
      age,
    ]);

  it('leaves nothing of its tasks but in the trash, and touches no others', async () => {
    await importCsv('title\nEarlier\n');
    const id = await importCsv(`title,description\n${`A,${'x'.repeat(3_000)}\n`.repeat(700)}`);
    const answer = await undo(id);
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 200,
      body: { removed: 700, kept: 0 },
    });
    expect(await titles()).toEqual(['Earlier']);
    const rows = await app.database.owner.query<object[]>(
      `SELECT change_position, version, count(*)::int FROM tasks WHERE owner_id = $1 AND deleted_at IS NOT NULL GROUP BY 1, 2`,
      [person.userId],
    );
    expect(rows).toEqual([{ change_position: '3', version: 2, count: 700 }]);
    const [feed] = await app.database.owner.query<object[]>(
      'SELECT position, open_tasks FROM task_feeds WHERE owner_id = $1',
      [person.userId],
    );
    expect(feed).toEqual({ position: '3', open_tasks: 1 });
  });

  it('keeps the tasks that were changed since, and says how many', async () => {
    const id = await importCsv('title\nA\nB\nC\nD\n');
    const [a, b] = await allTasks(person);
    await person.send('PATCH', `${TASKS}/${a?.id}`, { body: { title: 'A, edited' } });
    await person.send('DELETE', `${TASKS}/${b?.id}`);
    await person.send('POST', `${TASKS}/${b?.id}/restore`);
    expect((await undo(id)).body).toEqual({ removed: 2, kept: 2 });
    expect(await titles()).toEqual(['A, edited', 'B']);
  });

  it('answers the same when it is asked for twice, or twice at once', async () => {
    const id = await importCsv(`title\n${'A\n'.repeat(300)}`);
    const answers = [...(await Promise.all([undo(id), undo(id)])), await undo(id)];
    expect(answers.map(({ body }) => body)).toEqual(Array(3).fill({ removed: 300, kept: 0 }));
  });

  it('can be restored from the trash like any task', async () => {
    const id = await importCsv('title\nA\n');
    const [task] = await allTasks(person);
    await undo(id);
    await person.send('POST', `${TASKS}/${task?.id}/restore`);
    expect(await titles()).toEqual(['A']);
  });

  it('is one of the last 24 hours', async () => {
    const id = await importCsv('title\nA\n');
    await makeOlder(id, '24 hours');
    expectProblem(await undo(id), 404, 'NOT_FOUND');
    expect(await titles()).toEqual(['A']);
  });

  it('is one of one’s own, by a token that may write', async () => {
    const id = await importCsv('title\nA\n');
    const eve = app.visitor();
    await eve.register();
    for (const answer of [await undo(id, eve), await undo(UNKNOWN_ID), await undo('no-id')]) {
      expectProblem(answer, 404, 'NOT_FOUND');
    }
    expectProblem(await undo(id, app.visitor()), 401, 'TOKEN_MISSING');
    const reader = scriptWith(app, (await createPersonalToken(person, { scopes: ['tasks:read'] })).token);
    expectProblem(await undo(id, reader), 403, 'INSUFFICIENT_SCOPE');
    expect(await titles()).toEqual(['A']);
  });

  it('does not happen when the access ends meanwhile', async () => {
    const id = await importCsv('title\nA\n');
    const blocker = await openTransaction(app.database);
    await blocker.query('SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE', [person.userId]);
    const answer = undo(id);
    await untilBlocked(app.database.owner);
    expect((await person.send('POST', LOGOUT_ALL)).status).toBe(204);
    await blocker.commit();
    // 503 where the machine took longer than a statement may wait.
    expect([401, 503]).toContain((await answer).status);
    const deleted = await app.database.owner.query<object[]>(
      'SELECT FROM tasks WHERE owner_id = $1 AND deleted_at IS NOT NULL',
      [person.userId],
    );
    expect(deleted).toEqual([]);
  });

  it('is listed with what it was, latest first', async () => {
    const first = await importCsv('title\nA\n');
    const second = await importCsv('title\nB\nC\n');
    await undo(second);
    const [later, earlier] = await list();
    expect(later).toMatchObject({
      id: second,
      format: 'csv',
      tasks: 2,
      undoneAt: expect.stringMatching(/Z$/),
    });
    expect(earlier).toMatchObject({ id: first, tasks: 1, undoneAt: null });
    const { createdAt = '', undoableUntil = '' } = earlier ?? {};
    expect(Date.parse(undoableUntil) - Date.parse(createdAt)).toBe(86_400_000);
  });

  it('is one of the last fifty', async () => {
    const first = await importCsv('title\nA\n');
    await app.database.owner.query(
      `INSERT INTO task_imports (owner_id, id, format, digest, tasks, change_position)
       SELECT $1, gen_random_uuid(), 'csv', 'x', 1, 0 FROM generate_series(1, 60)`,
      [person.userId],
    );
    const last = await importCsv('title\nB\n');
    const ids = (await list()).map(({ id }) => id);
    expect({ count: ids.length, last: ids[0] }).toEqual({ count: 50, last });
    expectProblem(await undo(first), 404, 'NOT_FOUND');
  });

  it('does not count when the same file comes again; one that stands does', async () => {
    const send = (query: string) =>
      person.send('POST', `${TASK_IMPORT}?format=csv&${query}`, {
        body: 'title\nA\n',
        headers: { 'content-type': 'text/csv', 'idempotency-key': query },
      });
    const first = await send('repeat=refuse');
    expect(first.body).not.toHaveProperty('alreadyImportedAt');
    const [{ createdAt } = { createdAt: '' }] = await list();
    expect((await send('dryRun=true')).body).toMatchObject({ alreadyImportedAt: createdAt });
    expect((await send('repeat=refuse')).body).toEqual(first.body);
    const refused = await person.send('POST', `${TASK_IMPORT}?format=csv&repeat=refuse`, {
      body: 'title\nA\n',
      headers: { 'content-type': 'text/csv' },
    });
    expectProblem(refused, 409, 'ALREADY_IMPORTED');
    expect(refused.body.alreadyImportedAt).toBe(createdAt);
    expect(await titles()).toEqual(['A']);
    const again = await send('repeat=allow');
    expect(again.body).toMatchObject({ imported: 1, alreadyImportedAt: createdAt });
    for (const { id } of await list()) {
      await undo(id);
    }
    expect((await send('dryRun=true&x')).status).toBe(400);
    expect((await importFile(person, 'csv', 'title\nA\n')).body).not.toHaveProperty('alreadyImportedAt');
  });
});
