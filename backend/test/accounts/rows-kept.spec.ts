import { ENDED_SESSIONS_MAXIMUM } from '../../src/identity/sessions/session-limit.service';
import { LIMITS } from '../../src/identity/throttling/limits';
import { TOMBSTONES_MAXIMUM } from '../../src/tasks/feed/forget-tombstones.query';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { connectAsOwner } from '../support/database/test-database';
import { PERSONAL_TOKENS, createPersonalToken } from '../support/people/personal-tokens';
import { eventsOf } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ownServer, type TestServer } from '../support/servers/test-server';
import { createTask, insertTasks, listTasks, readTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

describe('What is kept for one person has a bound:', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await ownServer({ AUTH_THROTTLE: 'on', IDEMPOTENCY_SPACE: '8' });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    ada = app.visitor();
    await ada.register();
  });

  const sql = <Row>(statement: string, ...parameters: unknown[]) =>
    app.database.owner.query<Row[]>(statement, [ada.userId, ...parameters]);
  const trashAll = (count: number) =>
    sql(
      `INSERT INTO tasks (id, owner_id, title, deleted_at)
       SELECT gen_random_uuid(), $1, 'x', now() FROM generate_series(1, $2)`,
      count,
    );
  const purge = () => ada.send('DELETE', `${TASKS}/trash`);

  describe('answers under idempotency keys', () => {
    const insertKeys = (count: number) =>
      sql(
        `INSERT INTO idempotency_keys (owner_id, key, fingerprint, answer, created_at)
         SELECT $1, 'old-' || n, 'x', '{}', now() - interval '23 h' FROM generate_series(1, $2) AS n`,
        count,
      );
    const post = (key: string) =>
      ada.send('POST', TASKS, { body: { title: 'x' }, headers: { 'idempotency-key': key } });

    it('a request under one too many is refused, and nothing is done', async () => {
      await insertKeys(LIMITS.idempotency_keys.quota - 1);
      const first = await post('last');
      expect(first.status).toBe(201);
      const refused = await post('one-too-many');
      expectProblem(refused, 429, 'RATE_LIMITED');
      expect(refused.headers.get('ratelimit-policy')).toBe('"idempotency_keys";q=10000;w=86400');
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(3_600);
      expect(seconds).toBeLessThanOrEqual(3_600 + 600);
      expect((await listTasks(ada)).body.items).toHaveLength(1);
      expect((await post('last')).body).toEqual(first.body);
      await createTask(ada);
    });
  });

  describe('the bytes of answers under idempotency keys', () => {
    const description = 'long '.repeat(1_000);
    const complete = (key: string, ids: string[]) =>
      ada.send('POST', `${TASKS}/bulk`, {
        body: { action: 'complete', ids },
        headers: { 'idempotency-key': key },
      });
    /** Of 3 MiB that cannot be compressed. */
    const insertAnswer = (age: string) =>
      sql(
        `INSERT INTO idempotency_keys (owner_id, key, fingerprint, answer, created_at)
         SELECT $1, $2::text, 'x', json_agg(md5(n::text)), now() - $2::text::interval FROM generate_series(1, 87381) AS n`,
        age,
      );

    it('a request whose answer has no room any more is refused, and nothing is done', async () => {
      const { id } = await createTask(ada, { description });
      const other = await createTask(ada, { description });
      const first = await complete('first', [id]);
      expect(first.status).toBe(200);
      for (const age of ['23 h', '22 h', '21 h']) {
        await insertAnswer(age);
      }
      const refused = await complete('second', [other.id]);
      expectProblem(refused, 429, 'RATE_LIMITED');
      expect(refused.headers.get('ratelimit-policy')).toBe(
        `"idempotency_space";q=${8 * 1_048_576};qu="content-bytes"`,
      );
      // When the oldest of the three is forgotten.
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(3_000);
      expect(seconds).toBeLessThanOrEqual(3_600 + 600);
      expect(await readTask(ada, other.id)).toMatchObject({ completed: false });
      // An answer that was kept is given again, and a small one has room.
      expect((await complete('first', [id])).body).toEqual(first.body);
      expect((await complete('third', [])).status).toBe(400);
      expect((await complete('fourth', [UNKNOWN_ID])).status).toBe(200);
    });
  });

  describe('tombstones', () => {
    /** A hundred more than there may be, and a task that leaves another one when the trash is emptied. */
    async function makeTooMany(): Promise<void> {
      await createTask(ada);
      await sql(
        `INSERT INTO task_tombstones (owner_id, change_position, task_id)
         SELECT $1, n, gen_random_uuid() FROM generate_series(2, $2) AS n`,
        TOMBSTONES_MAXIMUM + 100,
      );
      await sql('UPDATE task_feeds SET position = $2 WHERE owner_id = $1', TOMBSTONES_MAXIMUM + 100);
      await trashAll(1);
    }

    it('the oldest are forgotten, and readers from before start anew', async () => {
      const { body } = await ada.send<{ nextCursor: string }>('GET', `${TASKS}/changes`);
      await makeTooMany();
      expect((await purge()).status).toBe(204);
      const [{ count }] = (await sql<{ count: number }>(
        'SELECT count(*)::integer FROM task_tombstones WHERE owner_id = $1',
      )) as [{ count: number }];
      expect(count).toBe(TOMBSTONES_MAXIMUM);
      const query = new URLSearchParams({ since: body.nextCursor }).toString();
      const late = await ada.send('GET', `${TASKS}/changes?${query}`);
      expectProblem(late, 400, 'VALIDATION_FAILED');
      expect(late.body).toMatchObject({ errors: [{ pointer: '/since', code: 'OUTDATED' }] });
    });

    it('are forgotten, however much the feed is in use', async () => {
      await makeTooMany();
      const lock = 'SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE';
      const others = connectAsOwner(app.database.environment);
      const before = await openTransaction(app.database);
      const after = await openTransaction({ ...app.database, owner: others });
      await before.query(lock, [ada.userId]);
      const purging = purge();
      await untilBlocked(app.database.owner);
      const next = after.query(lock, [ada.userId]);
      await untilBlocked(app.database.owner, 2);
      await before.commit();
      await next;
      const [{ purged, kept }] = (await sql<object>(
        `SELECT NOT EXISTS (SELECT FROM tasks WHERE owner_id = $1 AND deleted_at IS NOT NULL) AS purged,
                (SELECT count(*)::integer FROM task_tombstones WHERE owner_id = $1) AS kept`,
      )) as [{ purged: boolean; kept: number }];
      await after.commit();
      await others.end();
      expect({ purged, kept }).toEqual({ purged: true, kept: TOMBSTONES_MAXIMUM });
      await purging;
    });
  });

  describe('a full trash', () => {
    it('is emptied in batches, between which others have their turn', async () => {
      await trashAll(2_500);
      const [kept] = await insertTasks(app.database.owner, ada.userId, [{ title: 'kept' }]);
      expect((await purge()).status).toBe(204);
      expect(await sql('SELECT id FROM tasks WHERE owner_id = $1')).toEqual([{ id: kept }]);
      const batches = await sql<{ count: number }>(
        `SELECT count(*)::integer FROM task_tombstones WHERE owner_id = $1
         GROUP BY change_position ORDER BY change_position`,
      );
      expect(batches.map(({ count }) => count)).toEqual([1_000, 1_000, 500]);
    });
  });

  describe('sessions that ended', () => {
    it('all but the latest are forgotten at the next sign-in', async () => {
      await sql(
        `INSERT INTO sessions (id, user_id, remember_me, idle_expires_at, absolute_expires_at, last_used_at, revoked_at)
         SELECT gen_random_uuid(), $1, false, now() + interval '1 h', now() + interval '1 d',
                now() - n * interval '1 min', now() - n * interval '1 min'
         FROM generate_series(1, $2) AS n`,
        ENDED_SESSIONS_MAXIMUM + 50,
      );
      expect((await app.visitor().login({ email: ada.email })).status).toBe(200);
      const [{ ended, live, oldest }] = (await sql<object>(
        `SELECT count(*) FILTER (WHERE revoked_at IS NOT NULL)::integer AS ended,
                count(*) FILTER (WHERE revoked_at IS NULL)::integer AS live,
                min(revoked_at) > now() - interval '201 min' AS oldest
         FROM sessions WHERE user_id = $1`,
      )) as [{ ended: number; live: number; oldest: boolean }];
      expect({ ended, live, oldest }).toEqual({ ended: ENDED_SESSIONS_MAXIMUM, live: 2, oldest: true });
    });
  });

  describe('the record of security events', () => {
    const use = (count: number) =>
      sql(
        `INSERT INTO rate_limits (key, points, expire)
         VALUES ('recorded:' || $1::text, $2, (extract(epoch FROM now()) * 1000)::bigint + 1800000)`,
        count,
      );
    const countEvents = async (event: string) =>
      (await eventsOf(app.database.owner, ada.userId, event)).length;

    it('an action too many is refused, and neither done nor recorded; a token is always revoked', async () => {
      await use(LIMITS.recorded.quota - 1);
      const { id } = await createPersonalToken(ada);
      const refused = [
        await ada.send('POST', PERSONAL_TOKENS, { body: { name: 'More', scopes: ['tasks:read'] } }),
        await ada.send('GET', '/api/v1/users/me/export'),
      ];
      for (const answer of refused) {
        expectProblem(answer, 429, 'RATE_LIMITED');
        expect(answer.headers.get('ratelimit-policy')).toBe('"recorded";q=300;w=3600');
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(1_700);
      }
      expect(await countEvents('access-token-created')).toBe(1);
      expect(await countEvents('data-exported')).toBe(0);
      expect((await ada.send('DELETE', `${PERSONAL_TOKENS}/${id}`)).status).toBe(204);
    });
  });
});
