import { TaskStreamsService } from '../../src/tasks/changes/task-streams.service';
import { createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { EVENTS, followEvents } from '../support/requests/event-reader';
import { expectProblem } from '../support/requests/expect-problem';
import { sendRaw } from '../support/requests/raw-request';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { listChanges } from '../support/tasks/task-replica';
import { createTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

describe('The stream of events', () => {
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

  const patch = (id: string, body: object) => ada.send('PATCH', `${TASKS}/${id}`, { body });
  const remove = (id: string) => ada.send('DELETE', `${TASKS}/${id}`);
  const request = (...fields: string[]) =>
    sendRaw(app.url, { path: EVENTS, fields: ['Authorization', `Bearer ${ada.accessToken}`, ...fields] });

  it('is not kept by anything between server and reader, and says when to come back', async () => {
    const reader = await followEvents(ada);
    expect(reader.response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-request-id': expect.any(String),
      'x-content-type-options': 'nosniff',
    });
    expect(reader.response.headers).not.toHaveProperty('content-encoding');
    expect(await reader.nextBlock()).toEqual({ retry: '2000', id: expect.any(String) });
    reader.close();
  });

  it('tells what becomes of every task from now on', async () => {
    await createTask(ada);
    const reader = await followEvents(ada);
    const { id } = await createTask(ada);
    expect(await reader.next()).toMatchObject({ op: 'created', id, version: 1 });
    await patch(id, { title: 'changed' });
    expect(await reader.next()).toMatchObject({ op: 'updated', id, version: 2 });
    await remove(id);
    expect(await reader.next()).toMatchObject({ op: 'deleted', id, version: 3 });
    await ada.send('POST', `${TASKS}/${id}/restore`);
    expect(await reader.next()).toMatchObject({ op: 'updated', id, version: 4 });
    reader.close();
  });

  it('names its events', async () => {
    const reader = await followEvents(ada);
    const { id } = await createTask(ada);
    expect(await reader.nextBlock(({ data }) => data !== undefined)).toEqual({
      event: 'task',
      id: expect.any(String),
      data: JSON.stringify({ op: 'created', id, version: 1 }),
    });
    reader.close();
  });

  it('goes on after the last event that arrived', async () => {
    const first = await followEvents(ada);
    const one = await createTask(ada);
    const { cursor } = await first.next();
    first.close();
    const [two, three] = [await createTask(ada), await createTask(ada)];
    await remove(one.id);
    const second = await followEvents(ada, cursor);
    expect((await second.take(3)).map(({ op, id }) => [op, id])).toEqual([
      ['created', two.id],
      ['created', three.id],
      ['deleted', one.id],
    ]);
    second.close();
  });

  it('goes on after the greeting when there was no event before it broke off', async () => {
    const first = await followEvents(ada);
    const { id: cursor } = await first.nextBlock();
    first.close();
    const task = await createTask(ada);
    const second = await followEvents(ada, cursor);
    expect(await second.next()).toMatchObject({ op: 'created', id: task.id });
    second.close();
  });

  it('shares its cursors with the list of changes', async () => {
    const reader = await followEvents(ada);
    await createTask(ada);
    const { cursor } = await reader.next();
    const next = await createTask(ada);
    expect((await listChanges(ada, { since: cursor })).body.items).toEqual([next]);
    reader.close();
    const again = await followEvents(ada, (await listChanges(ada)).body.nextCursor);
    const last = await createTask(ada);
    expect(await again.next()).toMatchObject({ id: last.id });
    again.close();
  });

  it('makes up for thousands of changes, each once and in order', async () => {
    const { id: cursor = '' } = await (await followEvents(ada)).nextBlock();
    await app.database.owner.query(
      `INSERT INTO tasks (id, owner_id, title, change_position)
       SELECT gen_random_uuid(), $1, 'x', 1 + n / 7 FROM generate_series(0, 2999) n`,
      [ada.userId],
    );
    await app.database.owner.query('UPDATE task_feeds SET position = 429 WHERE owner_id = $1', [ada.userId]);
    const reader = await followEvents(ada, cursor);
    const ids = (await reader.take(3_000)).map(({ id }) => id);
    const rows = await app.database.owner.query<{ id: string }[]>(
      'SELECT id FROM tasks WHERE owner_id = $1 ORDER BY change_position, id',
      [ada.userId],
    );
    expect(ids).toEqual(rows.map(({ id }) => id));
    reader.close();
  });

  it('tells nobody about the tasks of anybody else', async () => {
    const eve = app.visitor();
    await eve.register();
    const reader = await followEvents(eve);
    await createTask(ada);
    const own = await createTask(eve);
    expect(await reader.next()).toMatchObject({ op: 'created', id: own.id });
    reader.close();
  });

  it('is followed by a script that may read', async () => {
    const { token } = await createPersonalToken(ada, { scopes: ['tasks:read'] });
    const reader = await followEvents(scriptWith(app, token));
    const { id } = await createTask(ada);
    expect(await reader.next()).toMatchObject({ op: 'created', id });
    reader.close();
  });

  it('is refused after an event that never was', async () => {
    for (const id of ['garbage', UNKNOWN_ID, 'x'.repeat(5_000)]) {
      const answer = await request('Last-Event-ID', id);
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(answer.body.errors).toMatchObject([{ pointer: '/Last-Event-ID' }]);
    }
  });

  it('is refused after an event that is forgotten', async () => {
    const { nextCursor } = (await listChanges(ada)).body;
    await createTask(ada);
    await app.database.owner.query(
      'UPDATE task_feeds SET forgotten_position = position WHERE owner_id = $1',
      [ada.userId],
    );
    const answer = await request('Last-Event-ID', nextCursor);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(answer.body.errors).toMatchObject([{ code: 'OUTDATED' }]);
  });

  it('is refused after the event of anybody else, and without a token', async () => {
    const eve = app.visitor();
    await eve.register();
    const { nextCursor } = (await listChanges(eve)).body;
    expectProblem(await request('Last-Event-ID', nextCursor), 400, 'VALIDATION_FAILED');
    expectProblem(await sendRaw(app.url, { path: EVENTS }), 401, 'TOKEN_MISSING');
  });

  it('has no content for HEAD', async () => {
    const fields = ['Authorization', `Bearer ${ada.accessToken}`];
    const answer = await sendRaw(app.url, { method: 'HEAD', path: EVENTS, fields });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  it('shows that the line is alive, and heals a wake-up that was lost', async () => {
    const reader = await followEvents(ada);
    await reader.nextBlock();
    const { id } = await createTask(ada);
    await reader.next();
    await app.database.owner.query(
      `WITH feed AS (UPDATE task_feeds SET position = position + 1 WHERE owner_id = $2 RETURNING position)
       UPDATE tasks SET version = 7, change_position = (SELECT position FROM feed) WHERE id = $1`,
      [id, ada.userId],
    );
    await app.app.get(TaskStreamsService).beat();
    expect(await reader.nextBlock()).toEqual({ '': '' });
    expect(await reader.next()).toMatchObject({ op: 'updated', id, version: 7 });
    reader.close();
  });
});
