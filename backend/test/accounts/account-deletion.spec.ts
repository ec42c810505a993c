import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { sessionIdOf } from '../support/database/session-rows';
import { createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import { changePassword, deleteAccount, eventsOf, ME, otherDevice } from '../support/people/account';
import { type Answer, PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { importFile } from '../support/tasks/task-files';
import { createTask, TASKS } from '../support/tasks/tasks';

describe('Deleting the account', () => {
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

  const owner = () => app.database.owner;
  const rowsOf = async ({ userId }: Visitor): Promise<Record<string, number>> => {
    const [counts] = await owner().query<Record<string, number>[]>(
      `SELECT (SELECT count(*)::int FROM users WHERE id = $1) AS users,
              (SELECT count(*)::int FROM sessions WHERE user_id = $1) AS sessions,
              (SELECT count(*)::int FROM access_tokens WHERE user_id = $1) AS tokens,
              (SELECT count(*)::int FROM tasks WHERE owner_id = $1) AS tasks`,
      [userId],
    );
    return counts ?? {};
  };

  it('takes along account, sessions, tokens and tasks, the trash included, and clears the cookies', async () => {
    await createPersonalToken(person);
    const deleted = await createTask(person);
    await person.send('DELETE', `${TASKS}/${deleted.id}`);
    await createTask(person);
    await otherDevice(app, person);
    const former = person.clone();
    const answer = await deleteAccount(person);
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
    expect(person.cookies.size).toBe(0);
    expect(answer.headers.get('clear-site-data')).toBe('"storage"');
    expect(await rowsOf(former)).toEqual({ users: 0, sessions: 0, tokens: 0, tasks: 0 });
  });

  it('leaves nobody signed in and nobody else out', async () => {
    const other = await otherDevice(app, person);
    const former = person.clone();
    const pipeline = scriptWith(app, (await createPersonalToken(person)).token);
    expect((await pipeline.send('GET', TASKS)).status).toBe(200);
    const stranger = app.visitor();
    await stranger.register();
    const task = await createTask(stranger);
    await deleteAccount(person);
    for (const visitor of [former, other]) {
      expectProblem(await visitor.send('GET', ME), 401, 'SESSION_ENDED');
      expectProblem(await visitor.send('GET', TASKS), 401, 'SESSION_ENDED');
      expectProblem(await visitor.refresh(), 401, 'REFRESH_REJECTED');
    }
    expect((await pipeline.send('GET', TASKS)).status).toBe(401);
    expectProblem(await former.login(), 401, 'INVALID_CREDENTIALS');
    expect((await stranger.send('GET', `${TASKS}/${task.id}`)).status).toBe(200);
  });

  it('keeps what was recorded, and records itself', async () => {
    const former = person.clone();
    await deleteAccount(person, 'not the right one');
    await deleteAccount(person);
    const session_id = sessionIdOf(former.refreshToken);
    expect(await eventsOf(owner(), former.userId)).toMatchObject([
      { event: 'registered' },
      { event: 'account-deletion-failed', session_id },
      { event: 'account-deleted', session_id, ip: '127.0.0.1' },
    ]);
  });

  it('frees the e-mail for somebody new, who gets nothing of the former', async () => {
    await createTask(person);
    const former = person.clone();
    await deleteAccount(person);
    expect((await person.register({ email: former.email })).status).toBe(201);
    expect(person.userId).not.toBe(former.userId);
    expect((await person.send('GET', TASKS)).body.items).toEqual([]);
    expect((await person.send('GET', `${ME}/security-events`)).body.items).toHaveLength(1);
    expectProblem(await former.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await former.refresh(), 401, 'REFRESH_REJECTED');
  });

  it('needs the password, and deletes nothing without it', async () => {
    expectProblem(await deleteAccount(person, 'not the right one'), 401, 'INVALID_CREDENTIALS');
    expect(await rowsOf(person)).toMatchObject({ users: 1, sessions: 1 });
    expect(person.cookies.size).toBeGreaterThan(0);
  });

  it.each<[string, object | undefined, string[]]>([
    ['nothing', {}, ['/password']],
    ['no body', undefined, ['/password']],
    ['an object', { password: { $ne: '' } }, ['/password']],
    ['another person', { password: PASSWORD, id: 'x' }, ['/id']],
  ])('refuses %s', async (_name, body, pointers) => {
    const answer = await person.send('DELETE', ME, { body });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(pointers);
    expect(await rowsOf(person)).toMatchObject({ users: 1 });
  });

  it('needs a token', async () => {
    expectProblem(await deleteAccount(app.visitor()), 401, 'TOKEN_MISSING');
  });

  it('racing writes of the person leaves nothing behind and breaks nothing', async () => {
    const hold = await openTransaction(app.database);
    await hold.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [person.userId]);
    const former = person.clone();
    const deletion = deleteAccount(person);
    await untilBlocked(owner());
    const device = app.visitor();
    const late = [
      former.send('POST', TASKS, { body: { title: 'Too late' } }),
      former.send('PATCH', ME, { body: { displayName: 'Too late' } }),
      device.login({ email: former.email }),
      changePassword(former),
    ];
    await untilBlocked(owner(), 1 + late.length);
    await hold.commit();
    expect((await deletion).status).toBe(204);
    (await Promise.all(late)).forEach(({ status }) => expect(status).toBe(401));
    expect(await rowsOf(former)).toEqual({ users: 0, sessions: 0, tokens: 0, tasks: 0 });
  });

  it.each<[string, number, (id: string, trashed: string, imported?: string) => Promise<Answer>]>([
    ['making a task', 201, () => person.send('POST', TASKS, { body: { title: 'Before' } })],
    ['changing a task', 200, (id) => person.send('PATCH', `${TASKS}/${id}`, { body: { title: 'Before' } })],
    [
      'a task of another system',
      201,
      () => person.send('PUT', `${TASKS}/external/ci/1`, { body: { title: 'Before' } }),
    ],
    ['deleting for good', 204, (_id, trashed) => person.send('DELETE', `${TASKS}/trash/${trashed}`)],
    ['an import', 200, () => importFile(person, 'csv', 'title\r\nBefore\r\n')],
    [
      'undoing an import',
      200,
      (_id, _trashed, imported) => person.send('DELETE', `${TASKS}/imports/${imported}`),
    ],
  ])('waits for %s that was there first, and does not keep it from its end', async (_name, status, write) => {
    const { id } = await createTask(person);
    const trashed = await createTask(person);
    await person.send('DELETE', `${TASKS}/${trashed.id}`);
    const imported = await importFile(person, 'csv', 'title\r\nEarlier\r\n');
    const former = person.clone();
    const hold = await openTransaction(app.database);
    await hold.query('SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE', [person.userId]);
    const writing = write(id, trashed.id, imported.body.id);
    await untilBlocked(owner());
    const deletion = deleteAccount(former);
    await untilBlocked(owner(), 2);
    await hold.commit();
    expect([(await writing).status, (await deletion).status]).toEqual([status, 204]);
    expect(await rowsOf(person)).toEqual({ users: 0, sessions: 0, tokens: 0, tasks: 0 });
  });

  it('twice at once is done once', async () => {
    const answers = await Promise.all([deleteAccount(person.clone()), deleteAccount(person.clone())]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
    expect(await eventsOf(owner(), person.userId, 'account-deleted')).toHaveLength(1);
  });
});
