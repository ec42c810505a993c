import type { TaskDto } from '../../src/tasks/core/dto/task.dto';
import { recordStatements } from '../support/database/recorded-statements';
import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { EMPTY_TASK, listTasks, readTask, TASKS } from '../support/tasks/tasks';

const EXTERNAL = `${TASKS}/external`;
const BUILD = `${EXTERNAL}/github/nightly`;
const FULL = {
  title: 'The nightly build is red',
  description: 'Step 4 failed.',
  completed: true,
  priority: 'high',
  dueDate: '2026-11-21',
  tags: ['build'],
};

describe('A task under the name that a pipeline gave it', () => {
  let app: TestApp;
  let ada: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
  });

  beforeEach(async () => {
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const put = (body: object, path = BUILD, visitor = ada) => visitor.send<TaskDto>('PUT', path, { body });
  const positionOf = async ({ id }: TaskDto) => {
    const [row] = await app.database.owner.query<[{ change_position: string }]>(
      'SELECT change_position FROM tasks WHERE id = $1',
      [id],
    );
    return row.change_position;
  };

  it('is made by the first request, with its lasting address', async () => {
    const answer = await put(FULL);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ ...FULL, version: 1, completedAt: expect.any(String) });
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('location')).toBe(`${TASKS}/${answer.body.id}`);
    expect(await readTask(ada, answer.body.id)).toEqual(answer.body);
  });

  it('is made with what any new task has where nothing is given', async () => {
    const { body } = await put({ title: 'x' });
    expect(body).toMatchObject({ ...EMPTY_TASK, title: 'x' });
  });

  it('is changed by the next one in the given fields alone', async () => {
    const { body: made } = await put({ title: 'red', tags: ['build'] });
    const written = { description: 'I look into it', priority: 'high', dueDate: '2026-11-21' };
    await ada.send('PATCH', `${TASKS}/${made.id}`, { body: written });
    const { status, headers, body } = await put({ title: 'red again', tags: ['build', 'night'] });
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"3"');
    expect(headers.get('location')).toBeNull();
    expect(headers.get('content-location')).toBe(`${TASKS}/${made.id}`);
    expect(body).toEqual({
      ...made,
      ...written,
      title: 'red again',
      tags: ['build', 'night'],
      version: 3,
      updatedAt: body.updatedAt,
    });
    const cleared = await put({ title: 'red again', description: null, dueDate: null, tags: [] });
    expect(cleared.body).toMatchObject({ description: null, dueDate: null, tags: [], priority: 'high' });
  });

  it('keeps version, instants and place in the feed where nothing changes', async () => {
    const { body: made } = await put(FULL);
    const position = await positionOf(made);
    for (const body of [FULL, { title: FULL.title }, { title: FULL.title, completed: true }]) {
      const answer = await put(body);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(made);
    }
    expect(await positionOf(made)).toBe(position);
  });

  it('is completed and reopened, and keeps the instant of the first completion', async () => {
    const { body: made } = await put({ title: 'x', completed: false });
    const { body: done } = await put({ title: 'x', completed: true });
    expect(done).toMatchObject({ id: made.id, completed: true, version: 2 });
    expect((await put({ title: 'y', completed: true })).body.completedAt).toBe(done.completedAt);
    expect((await put({ title: 'y' })).body.completedAt).toBe(done.completedAt);
    expect((await put({ title: 'y', completed: false })).body).toMatchObject({ completedAt: null });
  });

  it('comes back out of the trash with what it had, also where nothing else changes', async () => {
    const { body: made } = await put(FULL);
    await ada.send('DELETE', `${TASKS}/${made.id}`);
    expectProblem(await ada.send('GET', BUILD), 404, 'NOT_FOUND');
    const { status, body } = await put({ title: FULL.title });
    expect(status).toBe(200);
    expect(body).toEqual({ ...made, version: 3, updatedAt: body.updatedAt });
    expect(await readTask(ada, made.id)).toEqual(body);
  });

  it('is made anew after it was deleted for good', async () => {
    const { body: made } = await put(FULL);
    await ada.send('DELETE', `${TASKS}/${made.id}`);
    await ada.send('DELETE', `${TASKS}/trash/${made.id}`);
    const { status, body } = await put({ title: 'anew' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ title: 'anew', description: null, version: 1 });
    expect(body.id).not.toBe(made.id);
  });

  it('is one task, however many requests make it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => put({ title: `by ${index}`, tags: [`${index}`] })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(49).fill(200), 201]);
    const { items } = (await listTasks(ada)).body;
    expect(items).toMatchObject([{ version: 50 }]);
    expect(new Set(answers.map(({ body }) => body.id))).toEqual(new Set([items[0]?.id]));
    const versions = answers.map(({ body }) => body.version).sort((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('is one statement, whether it is made, changed, left as it is or restored', async () => {
    // The first request with a token acknowledges it, by one statement more.
    await ada.send('GET', BUILD);
    for (const body of [{ title: 'x' }, { title: 'y' }, { title: 'y' }, FULL]) {
      const [, ...statements] = await recordStatements(app, () => put(body));
      expect(statements).toHaveLength(1);
    }
  });

  it('is read by its name, with its version', async () => {
    const { body: made } = await put(FULL);
    const answer = await ada.send('GET', BUILD);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(made);
    expect(answer.headers.get('content-location')).toBe(`${TASKS}/${made.id}`);
    const headers = { 'if-none-match': answer.headers.get('etag') ?? '' };
    expect((await ada.send('GET', BUILD, { headers })).status).toBe(304);
    expectProblem(await ada.send('GET', `${EXTERNAL}/github/other`), 404, 'NOT_FOUND');
    expectProblem(await ada.send('GET', `${EXTERNAL}/gitlab/nightly`), 404, 'NOT_FOUND');
  });

  it('is another task for another source, another name and another person', async () => {
    const eve = app.visitor();
    await eve.register();
    const { body: made } = await put({ title: 'of Ada' });
    expectProblem(await eve.send('GET', BUILD), 404, 'NOT_FOUND');
    const others = [
      await put({ title: 'of Eve' }, BUILD, eve),
      await put({ title: 'x' }, `${EXTERNAL}/gitlab/nightly`),
      await put({ title: 'x' }, `${EXTERNAL}/github/Nightly`),
    ];
    expect(others.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await ada.send('GET', BUILD)).body).toEqual(made);
  });

  it.each([
    'a',
    'x'.repeat(100),
    '🥐'.repeat(100),
    'refs/heads/main',
    'a b',
    ' ',
    '%',
    '...',
    "'; --",
    '{id}',
  ])('can have the name %j', async (name) => {
    const path = `${EXTERNAL}/a%2Fb/${encodeURIComponent(name)}`;
    expect((await put({ title: 'x' }, path)).status).toBe(201);
    expect((await put({ title: 'y' }, path)).status).toBe(200);
    expect((await ada.send('GET', path)).body).toMatchObject({ title: 'y' });
  });

  it.each(['x'.repeat(101), '\0', 'a\nb', '\u007f', '\u0085', '\t'])(
    'cannot have the name %j',
    async (name) => {
      const encoded = encodeURIComponent(name);
      for (const [path, pointer] of [
        [`${EXTERNAL}/ci/${encoded}`, '/externalId'],
        [`${EXTERNAL}/${encoded}/x`, '/source'],
      ] as const) {
        for (const [method, body] of [
          ['GET', undefined],
          ['PUT', { title: 'x' }],
        ] as const) {
          const answer = await ada.send(method, path, { body });
          expectProblem(answer, 400, 'VALIDATION_FAILED');
          expect(refusedFields(answer)).toEqual([pointer]);
        }
      }
    },
  );

  it('takes what a new task takes, and nothing else', async () => {
    for (const [body, pointer] of [
      [{}, '/title'],
      [{ title: ' ' }, '/title'],
      [{ title: 'x', externalId: 'y' }, '/externalId'],
      [{ title: 'x', version: 1 }, '/version'],
    ] as const) {
      const answer = await ada.send('PUT', BUILD, { body });
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(refusedFields(answer)).toEqual([pointer]);
    }
  });

  it('is closed without a token', async () => {
    const nobody = app.visitor();
    expectProblem(await nobody.send('GET', BUILD), 401, 'TOKEN_MISSING');
    expectProblem(await nobody.send('PUT', BUILD, { body: FULL }), 401, 'TOKEN_MISSING');
  });
});
