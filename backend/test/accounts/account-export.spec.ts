import { openTransaction } from '../support/database/open-transaction';
import { sessionIdOf, sessionOf } from '../support/database/session-rows';
import { PERSONAL_TOKENS, createPersonalToken } from '../support/people/personal-tokens';
import { eventsOf, EXPORT, otherDevice } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { persistently } from '../support/requests/persistently';
import { endCleanly, startReady } from '../support/servers/server-pair';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, insertTasks, readTask, TASKS } from '../support/tasks/tasks';

interface Entry {
  id: string;
}

interface Export {
  exportedAt: string;
  profile: Entry;
  tasks: Entry[];
  sessions: Entry[];
  accessTokens: Entry[];
  securityEvents: (Entry & { event: string })[];
}

const MARKER = 'only-for-eve';

describe('The export of an account', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    const stranger = app.visitor();
    await stranger.register({ displayName: MARKER });
    await createTask(stranger, { title: MARKER });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const owner = () => app.database.owner;

  it('is a download of one JSON document that no cache keeps', async () => {
    const asked = Date.now();
    const answer = await person.send<Export & Record<string, unknown>>('GET', EXPORT);
    const answered = Date.now();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="taskward-${answer.body.exportedAt.slice(0, 10)}.json"`,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(Date.parse(answer.body.exportedAt)).toBeGreaterThanOrEqual(asked);
    expect(Date.parse(answer.body.exportedAt)).toBeLessThanOrEqual(answered);
    expect((await person.send('GET', '/api/v1/users/me')).body).toEqual(answer.body.profile);
  });

  it('holds every task as it is read, the trash included', async () => {
    const kept = await createTask(person, {
      title: 'Quotes " and \\ and \u2028',
      description: '</script>\n✓',
      tags: ['a'],
    });
    const deleted = await createTask(person);
    await person.send('DELETE', `${TASKS}/${deleted.id}`);
    const { tasks } = (await person.send<Export>('GET', EXPORT)).body;
    expect(tasks).toHaveLength(2);
    expect(tasks[0]).toEqual({ ...(await readTask(person, kept.id)), deletedAt: null });
    expect(tasks[1]).toMatchObject({ id: deleted.id, deletedAt: expect.stringMatching(/Z$/) });
  });

  it('holds sessions and security events, what is over included', async () => {
    const other = await otherDevice(app, person);
    await other.clone().logout();
    const { sessions, securityEvents } = (await person.send<Export>('GET', EXPORT)).body;
    const own = await sessionOf(owner(), person.refreshToken);
    expect(sessions).toEqual([
      {
        id: own.id,
        createdAt: own.authenticated_at.toISOString(),
        lastUsedAt: own.authenticated_at.toISOString(),
        expiresAt: own.idle_expires_at.toISOString(),
        ipAddress: '127.0.0.1',
        userAgent: 'node',
        deviceName: null,
        revokedAt: null,
        revokedReason: null,
      },
      expect.objectContaining({ id: sessionIdOf(other.refreshToken), revokedReason: 'sign-out' }),
    ]);
    const events = ['registered', 'signed-in', 'signed-out', 'data-exported'];
    expect(securityEvents.map(({ event }) => event)).toEqual(events);
    expect(securityEvents.at(-1)).toMatchObject({ sessionId: own.id, ipAddress: '127.0.0.1' });
  });

  it('holds access tokens as they are listed', async () => {
    await createPersonalToken(person);
    const { items } = (await person.send('GET', PERSONAL_TOKENS)).body;
    expect(items).toHaveLength(1);
    expect((await person.send<Export>('GET', EXPORT)).body.accessTokens).toEqual(items);
  });

  it('holds nothing of anybody else and no secret', async () => {
    const { token } = await createPersonalToken(person);
    const answer = await person.send('GET', EXPORT);
    const [{ password_hash }] = await owner().query<[{ password_hash: string }]>(
      'SELECT password_hash FROM users WHERE id = $1',
      [person.userId],
    );
    // The one field that speaks of a password says when it ends.
    const text = answer.text.replace('"passwordExpiresAt":null', '');
    const secrets = [password_hash, person.refreshToken, person.accessToken, token, 'ash', 'assword'];
    for (const secret of [MARKER, ...secrets]) {
      expect(text).not.toContain(secret);
    }
  });

  it('is complete and in order for more rows than are read at a time', async () => {
    const rows = Array.from({ length: 1_500 }, (_, index) => ({ title: `Task ${index}` }));
    const ids = await insertTasks(owner(), person.userId, rows);
    const { tasks } = (await person.send<Export>('GET', EXPORT)).body;
    expect(tasks.map(({ id }) => id)).toEqual(ids.sort());
  });

  it('is recorded', async () => {
    await person.send('GET', EXPORT);
    expect(await eventsOf(owner(), person.userId, 'data-exported')).toMatchObject([
      { session_id: sessionIdOf(person.refreshToken), ip: '127.0.0.1' },
    ]);
  });

  it('that fails at once is an answer like any other, and the server goes on', async () => {
    const hasty = await startReady({ ...app.database.environment, STATEMENT_TIMEOUT: '1s' });
    const there = Object.assign(person.clone(), { url: hasty.url });
    const blocker = await openTransaction(app.database);
    await blocker.query('LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE');
    expectProblem(await there.send('GET', EXPORT), 503, 'UNAVAILABLE');
    await blocker.commit();
    expect((await persistently(() => there.send('GET', EXPORT))).status).toBe(200);
    await endCleanly(hasty);
  });

  it('needs a token', async () => {
    expectProblem(await app.visitor().send('GET', EXPORT), 401, 'TOKEN_MISSING');
  });
});
