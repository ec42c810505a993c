import type { Type } from '@nestjs/common';
import { IdempotencyKeyPurgeService } from '../../src/identity/idempotency/idempotency-key-purge.service';
import { TombstonePurgeService } from '../../src/tasks/feed/tombstone-purge.service';
import { TrashPurgeService } from '../../src/tasks/trash/trash-purge.service';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { deleteAccount } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';
import { listChanges, TaskReplica } from '../support/tasks/task-replica';
import { createTask, readTask, TASKS } from '../support/tasks/tasks';

describe('The purge', () => {
  let one: TestApp;
  let two: Awaited<ReturnType<typeof startServerOn>>;
  let ada: Visitor;

  beforeAll(async () => {
    one = await startTestApp();
    two = await startServerOn(one.database);
  });

  afterAll(async () => {
    await two.app.close();
    await one.stop();
  });

  beforeEach(async () => {
    ada = one.visitor();
    await ada.register();
  });

  /** By both servers at once. */
  const purge = (kind: Type) =>
    Promise.all([one.app, two.app, one.app].map((app) => app.get<{ purge(): Promise<void> }>(kind).purge()));
  const sql = <Row>(statement: string) => one.database.owner.query<Row[]>(statement, [ada.userId]);
  const restore = (id: string) => ada.send('POST', `${TASKS}/${id}/restore`);
  const ageTrash = (interval: string) =>
    sql(`UPDATE tasks SET deleted_at = deleted_at - interval '${interval}' WHERE owner_id = $1`);
  const ageTombstones = (interval: string) =>
    sql(`UPDATE task_tombstones SET created_at = created_at - interval '${interval}' WHERE owner_id = $1`);
  const tombstones = () =>
    sql<{ id: string }>('SELECT task_id AS id FROM task_tombstones WHERE owner_id = $1');
  /** Straight into the trash, so many days ago. */
  const fillTrash = (count: number, days: number) =>
    sql(
      `INSERT INTO tasks (id, owner_id, title, deleted_at)
       SELECT gen_random_uuid(), $1, 'x', now() - interval '${days} days' FROM generate_series(1, ${count})`,
    );

  async function createDeleted(): Promise<string> {
    const { id } = await createTask(ada);
    await ada.send('DELETE', `${TASKS}/${id}`);
    return id;
  }

  describe('of the trash', () => {
    it('leaves what was deleted less than 30 days ago', async () => {
      const id = await createDeleted();
      await ageTrash('29 days 23 hours');
      await purge(TrashPurgeService);
      expect((await restore(id)).status).toBe(200);
      await readTask(ada, id);
    });

    it('deletes the rest for good, and says so in the changes', async () => {
      const kept = await createTask(ada);
      const id = await createDeleted();
      const replica = new TaskReplica(ada);
      await replica.catchUp();
      await ageTrash('30 days 1 s');
      await purge(TrashPurgeService);
      expect((await restore(id)).status).toBe(404);
      expect(await sql('SELECT id FROM tasks WHERE owner_id = $1')).toEqual([{ id: kept.id }]);
      expect(await replica.step()).toMatchObject({ items: [], deleted: [id] });
    });

    it('takes thousands, by several servers at once, and leaves one tombstone each', async () => {
      await fillTrash(3_456, 31);
      await fillTrash(10, 1);
      const before = await sql<{ id: string }>(
        `SELECT id FROM tasks WHERE owner_id = $1 AND deleted_at < now() - interval '30 days'`,
      );
      await createTask(ada);
      await purge(TrashPurgeService);
      await purge(TrashPurgeService);
      const left = await tombstones();
      expect(left.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
      expect(await sql('SELECT id FROM tasks WHERE owner_id = $1')).toHaveLength(11);
      const replica = new TaskReplica(ada);
      await replica.catchUp();
      expect(replica.tasks.size).toBe(1);
    });

    it('leaves whose feed is in use for the next time, and does not wait', async () => {
      const id = await createDeleted();
      await ageTrash('31 days');
      const other = await openTransaction(one.database);
      await other.query('SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE', [ada.userId]);
      await purge(TrashPurgeService);
      expect(await tombstones()).toEqual([]);
      await other.commit();
      await purge(TrashPurgeService);
      expect((await tombstones()).map((each) => each.id)).toEqual([id]);
    });

    it('and restoring have one winner', async () => {
      for (let round = 0; round < 20; round += 1) {
        const id = await createDeleted();
        await ageTrash('31 days');
        const purgeFirst = round % 2 ? purge(TrashPurgeService) : undefined;
        const [{ status }] = await Promise.all([restore(id), purgeFirst ?? purge(TrashPurgeService)]);
        const isLeft = (await sql<{ id: string }>('SELECT id FROM tasks WHERE owner_id = $1')).some(
          (task) => task.id === id,
        );
        const isBuried = (await tombstones()).some((each) => each.id === id);
        expect({ status, isLeft, isBuried }).toEqual(
          isLeft ? { status: 200, isLeft, isBuried: false } : { status: 404, isLeft, isBuried: true },
        );
      }
    });

    it('finds a task restored that was in the trash when it began', async () => {
      const id = await createDeleted();
      await ageTrash('31 days');
      const other = await openTransaction(one.database);
      await other.query('SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE', [ada.userId]);
      const restoring = restore(id);
      await untilBlocked(one.database.owner);
      await purge(TrashPurgeService);
      await other.commit();
      expect((await restoring).status).toBe(200);
      await purge(TrashPurgeService);
      await readTask(ada, id);
    });

    it('and the deletion of the account do not wait for each other in a circle', async () => {
      for (let round = 0; round < 5; round += 1) {
        const person = one.visitor();
        await person.register();
        ada = person;
        await fillTrash(500, 31);
        const [{ status }] = await Promise.all([
          deleteAccount(person),
          purge(TrashPurgeService),
          purge(TrashPurgeService),
        ]);
        expect(status).toBe(204);
        expect(await sql('SELECT owner_id FROM task_feeds WHERE owner_id = $1')).toEqual([]);
        expect(await tombstones()).toEqual([]);
      }
    });
  });

  describe('of tombstones', () => {
    /** As the purge of the trash leaves it. */
    async function bury(): Promise<void> {
      await createDeleted();
      await ageTrash('31 days');
      await purge(TrashPurgeService);
    }

    it('leaves those of the last 90 days, and every reader can go on', async () => {
      const { nextCursor } = (await listChanges(ada)).body;
      await bury();
      await ageTombstones('89 days');
      await purge(TombstonePurgeService);
      expect(await tombstones()).toHaveLength(1);
      expect((await listChanges(ada, { since: nextCursor })).body.deleted).toHaveLength(1);
    });

    it('forgets older ones: who has read them goes on, who has not starts anew', async () => {
      await createTask(ada);
      const { nextCursor: before } = (await listChanges(ada)).body;
      await bury();
      const { nextCursor: after } = (await listChanges(ada)).body;
      await ageTombstones('90 days 1 s');
      await purge(TombstonePurgeService);
      expect(await tombstones()).toEqual([]);
      const task = await createTask(ada);
      expect((await listChanges(ada, { since: after })).body.items).toEqual([task]);
      expect((await listChanges(ada, { since: before })).status).toBe(400);
    });

    it('takes thousands, by several servers at once, and no others', async () => {
      await bury();
      await sql(
        `INSERT INTO task_tombstones SELECT $1, 100 + n / 9, gen_random_uuid(), now() - interval '91 days'
         FROM generate_series(0, 12344) n`,
      );
      await sql('UPDATE task_feeds SET position = 2000 WHERE owner_id = $1');
      await purge(TombstonePurgeService);
      await purge(TombstonePurgeService);
      expect(await tombstones()).toHaveLength(1);
      const forgotten = await sql(
        'SELECT forgotten_position AS position FROM task_feeds WHERE owner_id = $1',
      );
      expect(forgotten).toEqual([{ position: String(100 + Math.floor(12344 / 9)) }]);
    });
  });

  it('of idempotency keys forgets answers after 24 hours', async () => {
    const post = () =>
      ada.send('POST', TASKS, { body: { title: 'x' }, headers: { 'idempotency-key': 'nightly' } });
    const age = (interval: string) =>
      sql(`UPDATE idempotency_keys SET created_at = now() - interval '${interval}' WHERE owner_id = $1`);
    const first = await post();
    await age('23 hours');
    await purge(IdempotencyKeyPurgeService);
    expect((await post()).body.id).toBe(first.body.id);
    await age('24 hours 1 s');
    await sql(
      `INSERT INTO idempotency_keys SELECT $1::uuid, key, '', answer, now() - interval '2 days' FROM (
         SELECT 'k' || n, '{}'::json FROM generate_series(1, 12345) n
         UNION ALL SELECT 'large ' || n, to_json(repeat('x', 1000000)) FROM generate_series(1, 20) n
       ) AS kept (key, answer)`,
    );
    await purge(IdempotencyKeyPurgeService);
    expect(await sql('SELECT key FROM idempotency_keys WHERE owner_id = $1')).toEqual([]);
    expect((await post()).body.id).not.toBe(first.body.id);
  });
});
