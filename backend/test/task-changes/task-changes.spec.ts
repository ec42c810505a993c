import { createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { CHANGES, listChanges, TaskReplica } from '../support/tasks/task-replica';
import { createTask, insertTasks, listTasks, readTask, TASKS } from '../support/tasks/tasks';

describe('The changes of tasks', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    ada = app.visitor();
    await ada.register();
  });

  const nothing = { items: [], deleted: [], nextCursor: expect.any(String), hasMore: false };
  const patch = (id: string, body: object) => ada.send('PATCH', `${TASKS}/${id}`, { body });
  const remove = (id: string) => ada.send('DELETE', `${TASKS}/${id}`);
  const sql = (statement: string, ...parameters: unknown[]) =>
    app.database.owner.query(statement, [ada.userId, ...parameters]);

  it('begin with every task, and go on where they ended', async () => {
    const [one, two] = [await createTask(ada), await createTask(ada)];
    const first = await listChanges(ada);
    expect(first.body).toEqual({ ...nothing, items: [one, two] });
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect((await listChanges(ada, { since: first.body.nextCursor })).body).toEqual(nothing);
    const three = await createTask(ada);
    await patch(one.id, { title: 'changed' });
    const second = await listChanges(ada, { since: first.body.nextCursor });
    expect(second.body).toEqual({ ...nothing, items: [three, await readTask(ada, one.id)] });
  });

  it('of somebody without tasks are none, and those that come later are found', async () => {
    const { body } = await listChanges(ada);
    expect(body).toEqual(nothing);
    expect((await listChanges(ada, { since: body.nextCursor })).body).toEqual(nothing);
    const task = await createTask(ada);
    expect((await listChanges(ada, { since: body.nextCursor })).body.items).toEqual([task]);
  });

  it('name a task once, where it changed last', async () => {
    const [one, two] = [await createTask(ada), await createTask(ada)];
    await patch(one.id, { title: 'changed' });
    await patch(one.id, { title: 'changed again' });
    expect((await listChanges(ada)).body.items).toEqual([two, await readTask(ada, one.id)]);
  });

  it('name what went into the trash, and what came out of it', async () => {
    const { id } = await createTask(ada);
    const replica = new TaskReplica(ada);
    await replica.catchUp();
    await remove(id);
    expect(await replica.step()).toEqual({ ...nothing, deleted: [id] });
    const { body } = await ada.send('POST', `${TASKS}/${id}/restore`);
    expect(await replica.step()).toEqual({ ...nothing, items: [body] });
  });

  it('do not name to a newcomer what was gone before', async () => {
    const gone = await createTask(ada);
    const kept = await createTask(ada);
    await remove(gone.id);
    const replica = new TaskReplica(ada, 1);
    await replica.catchUp();
    expect([...replica.tasks.keys()]).toEqual([kept.id]);
    expect(replica.deleted).toEqual([]);
  });

  it('name to a newcomer what goes between two pages', async () => {
    const [one, two, three] = [await createTask(ada), await createTask(ada), await createTask(ada)];
    const replica = new TaskReplica(ada, 1);
    await replica.step();
    await remove(one.id);
    await remove(three.id);
    await replica.catchUp();
    expect([...replica.tasks.keys()]).toEqual([two.id]);
    expect(replica.deleted).toEqual([one.id, three.id]);
  });

  it('keep to the limit of a page, tasks and deleted ones together', async () => {
    await insertTasks(
      app.database.owner,
      ada.userId,
      Array.from({ length: 5 }, (_, n) => ({ title: `${n}` })),
    );
    const replica = new TaskReplica(ada, 2);
    const pages = [await replica.step(), await replica.step(), await replica.step()];
    expect(pages.map(({ items, hasMore }) => [items.length, hasMore])).toEqual([
      [2, true],
      [2, true],
      [1, false],
    ]);
    expect(replica.tasks.size).toBe(5);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'since=', 'since=garbage', `since=${'x'.repeat(201)}`, 'q=x'])(
    'are refused with ?%s',
    async (query) => {
      const answer = await ada.send('GET', `${CHANGES}?${query}`);
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(refusedFields(answer)).toEqual([`/${query.split('=')[0]}`]);
    },
  );

  it('are refused after the cursor of anybody else, or of a list', async () => {
    const eve = app.visitor();
    await eve.register();
    await createTask(ada);
    await createTask(ada);
    const { nextCursor } = (await listTasks(ada, { limit: '1' })).body;
    for (const since of [(await listChanges(eve)).body.nextCursor, String(nextCursor)]) {
      const answer = await listChanges(ada, { since });
      expectProblem({ ...answer, body: Object(answer.body) }, 400, 'VALIDATION_FAILED');
    }
  });

  it('show nobody the tasks of anybody else', async () => {
    await createTask(ada);
    const eve = app.visitor();
    await eve.register();
    expect((await listChanges(eve)).body).toEqual(nothing);
  });

  it('are read by a script that may read', async () => {
    const task = await createTask(ada);
    const { token } = await createPersonalToken(ada, { scopes: ['tasks:read'] });
    expect((await listChanges(scriptWith(app, token))).body.items).toEqual([task]);
  });

  describe('whose deletions are forgotten', () => {
    /** As after the purge of tombstones up to the latest change. */
    const forget = () => sql('UPDATE task_feeds SET forgotten_position = position WHERE owner_id = $1');
    const since = async (cursor: string) => listChanges(ada, { since: cursor });

    it('tell a reader who may have missed one to start anew', async () => {
      const { body } = await listChanges(ada);
      await createTask(ada);
      await forget();
      const answer = await since(body.nextCursor);
      expectProblem({ ...answer, body: Object(answer.body) }, 400, 'VALIDATION_FAILED');
      expect(answer.body).toMatchObject({
        errors: [{ pointer: '/since', code: 'OUTDATED', message: expect.stringContaining('Start anew') }],
      });
      expect((await listChanges(ada)).body.items).toHaveLength(1);
    });

    it('go on for a reader who is up to date', async () => {
      await createTask(ada);
      const { body } = await listChanges(ada);
      await forget();
      expect((await since(body.nextCursor)).body).toEqual(nothing);
    });

    it('do not stop a newcomer between two pages', async () => {
      await createTask(ada);
      await createTask(ada);
      await createTask(ada);
      await forget();
      const replica = new TaskReplica(ada, 1);
      await replica.catchUp();
      expect(replica.tasks.size).toBe(3);
    });

    it('stop a reader in the middle of deletions that share a position', async () => {
      await createTask(ada);
      const replica = new TaskReplica(ada, 1);
      await replica.catchUp();
      await sql(
        `WITH feed AS (UPDATE task_feeds SET position = position + 1 WHERE owner_id = $1 RETURNING position)
         INSERT INTO task_tombstones SELECT $1, position, gen_random_uuid() FROM feed, generate_series(1, 3)`,
      );
      const page = await replica.step();
      expect(page.hasMore).toBe(true);
      await forget();
      expect((await since(page.nextCursor)).status).toBe(400);
    });
  });

  it('tell a reader to start anew who knows more than a database that was set back', async () => {
    await createTask(ada);
    await createTask(ada);
    const { nextCursor } = (await listChanges(ada)).body;
    await sql('UPDATE task_feeds SET position = 1 WHERE owner_id = $1');
    const answer = await listChanges(ada, { since: nextCursor });
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/since', code: 'OUTDATED' }] });
  });
});
