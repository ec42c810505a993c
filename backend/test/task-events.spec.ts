import { DataSource } from 'typeorm';
import { STREAMS_MAXIMUM } from '../src/task-changes/task-event-streams.service';
import { createAccessToken, ACCESS_TOKENS } from './access-tokens';
import { otherDevice, SESSIONS } from './account';
import { EventStream } from './event-stream';
import { sessionIdOf } from './session-rows';
import { createTask, TASKS } from './tasks';
import { startServerOn, startTestApp, type TestApp } from './test-app';
import { PASSWORD, type Visitor } from './visitor';

describe('A stream of events', () => {
  let one: TestApp;
  let two: Awaited<ReturnType<typeof startServerOn>>;
  let ada: Visitor;
  let streams: EventStream[];

  beforeAll(async () => {
    one = await startTestApp();
    two = await startServerOn(one.database);
  });

  afterAll(async () => {
    await two.app.close();
    await one.stop();
  });

  beforeEach(async () => {
    streams = [];
    ada = one.visitor();
    await ada.register();
  });

  afterEach(() => Promise.all(streams.map((stream) => stream.close())));

  /** On the second server, while changes are made on the first. */
  const follow = async (
    person: Pick<Visitor, 'accessToken'> = ada,
    headers?: Record<string, string>,
    url = two.url,
  ): Promise<EventStream> => {
    const stream = await EventStream.open(url, person, headers);
    streams.push(stream);
    return stream;
  };

  it('tells what happens on another server, in order', async () => {
    const stream = await follow();
    const { id } = await createTask(ada);
    await ada.send('PATCH', `${TASKS}/${id}/complete`);
    await ada.send('DELETE', `${TASKS}/${id}`);
    const { id: last } = await createTask(ada);
    const events = await stream.untilEvents(2);
    // What followed quickly may be told as one: the state is what counts.
    while (events.at(-1)?.id !== last) {
      await stream.untilEvents(events.length + 1);
    }
    const told = events.filter((event) => event.id === id).at(-1);
    expect(told).toMatchObject({ op: 'deleted', version: 3 });
    expect(events.at(-1)).toMatchObject({ op: 'created', id: last, version: 1 });
  });

  it('is one that no cache or proxy keeps', async () => {
    const { response } = await follow();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it('goes on where it was left', async () => {
    const stream = await follow();
    await createTask(ada);
    const [{ cursor } = { cursor: '' }] = await stream.untilEvents(1);
    await stream.close();
    const missed = await createTask(ada, { title: 'missed' });
    const resumed = await follow(ada, { 'last-event-id': cursor }, one.url);
    expect(await resumed.untilEvents(1)).toMatchObject([{ op: 'created', id: missed.id }]);
  });

  it('begins with what happens from now on', async () => {
    await createTask(ada, { title: 'before' });
    const stream = await follow();
    const { id } = await createTask(ada);
    expect(await stream.untilEvents(1)).toMatchObject([{ id }]);
  });

  it('tells nothing of others', async () => {
    const eve = one.visitor();
    await eve.register();
    const stream = await follow(eve);
    await createTask(ada);
    const { id } = await createTask(eve);
    expect(await stream.untilEvents(1)).toMatchObject([{ id }]);
    const { response } = await follow(eve, { 'last-event-id': 'cHl0aG9u' });
    expect(response.status).toBe(400);
  });

  it.each<[string, (other: Visitor) => Promise<unknown>]>([
    ['its session signs out', (other) => other.clone().logout()],
    ['it is revoked', (other) => ada.send('DELETE', `${SESSIONS}/${sessionIdOf(other.refreshToken)}`)],
    ['everybody is signed out', () => ada.send('POST', '/api/v1/auth/logout-all')],
    [
      'the password changes',
      () =>
        ada.send('POST', '/api/v1/users/me/password', {
          body: { currentPassword: PASSWORD, newPassword: 'something altogether different' },
        }),
    ],
    [
      'the account is deleted',
      () => ada.send('DELETE', '/api/v1/users/me', { body: { password: PASSWORD } }),
    ],
    [
      'the account is disabled',
      () => one.database.owner.query('UPDATE users SET disabled_at = now() WHERE id = $1', [ada.userId]),
    ],
  ])('ends at once when %s', async (_name, act) => {
    const other = await otherDevice(one, ada);
    const stream = await follow(other);
    await act(other);
    await stream.end;
    expect(stream.isOpen).toBe(false);
  });

  it('goes on when another session ends', async () => {
    const other = await otherDevice(one, ada);
    const stream = await follow();
    await other.logout();
    const { id } = await createTask(ada);
    expect(await stream.untilEvents(1)).toMatchObject([{ id }]);
  });

  it('of a personal access token ends when the token is revoked', async () => {
    const { id, token } = await createAccessToken(ada, { scopes: ['tasks:read'] });
    const stream = await follow({ accessToken: token });
    const task = await createTask(ada);
    expect(await stream.untilEvents(1)).toMatchObject([{ id: task.id }]);
    await ada.send('DELETE', `${ACCESS_TOKENS}/${id}`);
    await stream.end;
  });

  it('goes on when the connection that it hears by was lost', async () => {
    const stream = await follow();
    await createTask(ada);
    await stream.untilEvents(1);
    await two.app.get(DataSource).query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'taskward-listener' AND datname = current_database()`,
    );
    const { id } = await createTask(ada);
    expect((await stream.untilEvents(2))[1]).toMatchObject({ id });
  });

  it('is one of at most twenty of a person', async () => {
    await Promise.all(Array.from({ length: STREAMS_MAXIMUM }, () => follow()));
    const { response } = await follow();
    expect(response.status).toBe(422);
    expect(await follow(ada, undefined, one.url)).toMatchObject({ response: { status: 200 } });
    await streams[0]?.close();
  });
});

describe('A server that stops', () => {
  it('ends its streams at once', async () => {
    const app = await startTestApp();
    const person = app.visitor();
    await person.register();
    const stream = await EventStream.open(app.url, person);
    await app.stop();
    await stream.end;
    expect(stream.isOpen).toBe(false);
  });

  it('and one whose tokens live for a second ends them with the token', async () => {
    const app = await startTestApp({ ACCESS_TOKEN_TTL: '1s' });
    const person = app.visitor();
    await person.register();
    const stream = await EventStream.open(app.url, person);
    await stream.end;
    await app.stop();
  });
});
