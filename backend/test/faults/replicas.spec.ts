import { migrate } from '../../src/platform/schema/migrate';
import { PortToDatabase } from '../support/database/port-to-database';
import { ReplicatedPostgres } from '../support/database/replicated-postgres';
import { SqlPool } from '../support/database/sql-pool';
import { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { endCleanly, startReady } from '../support/servers/server-pair';
import type { ServerProcess } from '../support/servers/server-process';
import { testEnvironment } from '../support/servers/test-environment';
import { exportTasks, importTasks } from '../support/tasks/task-files';
import { createTask, insertTasks, listTasks, TASKS, titlesOf } from '../support/tasks/tasks';
import { until } from '../support/time/until';

/** What somebody does to their tasks, and how the list of all titles differs after it. */
type Change = [name: string, change: (person: Visitor) => Promise<unknown>];

describe('With a replica', () => {
  const postgres = new ReplicatedPostgres();
  let environment: NodeJS.ProcessEnv;
  let owner: SqlPool;
  let port: PortToDatabase;
  let one: ServerProcess;
  let two: ServerProcess;
  let person: Visitor;

  const eventsOf = ({ log }: ServerProcess, name: RegExp) =>
    log.map(({ event }) => String(event)).filter((event) => name.test(event));
  const losses = (server: ServerProcess) => eventsOf(server, /^replica-away$/).length;
  const usesReplica = (server: ServerProcess) => eventsOf(server, /^replica-/).at(-1) === 'replica-used';
  const via = ({ url }: ServerProcess): Visitor => Object.assign(person.clone(), { url });
  /** The two servers use the replica, which has everything and pauses. */
  const pauseReplay = async () => {
    for (const server of [one, two]) {
      await until(() => usesReplica(server));
    }
    await postgres.pauseReplay();
  };
  /** A task that no server knows of, so that it is no change of the person's: only the primary has it. */
  const insertUnnoticed = async (): Promise<string> => {
    const title = `unnoticed ${Math.random()}`;
    await insertTasks(owner, person.userId, [{ title }]);
    return title;
  };

  beforeAll(async () => {
    const { applicationUrl, ownerUrl } = await postgres.start();
    port = await PortToDatabase.to(await postgres.startStandby());
    await port.open();
    environment = testEnvironment({
      DATABASE_URL: applicationUrl,
      DATABASE_MIGRATION_URL: ownerUrl,
      DATABASE_REPLICA_URLS: port.url,
      PUBLIC_URL: 'http://localhost:3000',
    });
    await migrate(environment);
    owner = new SqlPool(ownerUrl);
    [one, two] = await Promise.all([startReady(environment), startReady(environment)]);
  });

  afterAll(async () => {
    await Promise.all([one, two].map(endCleanly));
    await owner.end();
    port.close();
    await postgres.remove();
  });

  beforeEach(async () => {
    person = new Visitor(one.url);
    await person.register();
    await createTask(person, { title: 'First' });
  });

  afterEach(() => postgres.resumeReplay());

  it('lists, searches and exports are answered by it', async () => {
    await pauseReplay();
    const title = await insertUnnoticed();
    for (const reader of [via(one), via(two)]) {
      expect(await titlesOf(reader, {})).toEqual(['First']);
      expect(await titlesOf(reader, { q: 'unnoticed' })).toEqual([]);
      expect((await exportTasks(reader, 'csv')).text).not.toContain(title);
    }
  });

  it('nothing else is', async () => {
    await pauseReplay();
    await insertUnnoticed();
    const summary = await via(two).send('GET', `${TASKS}/summary?today=2026-11-21`);
    expect(summary.body).toMatchObject({ open: 2 });
  });

  const changes: Change[] = [
    ['making a task', (visitor) => createTask(visitor, { title: 'Second' })],
    ['changing one', (visitor) => onFirst(visitor, 'PATCH', '', { title: 'Changed' })],
    ['completing one', (visitor) => onFirst(visitor, 'PATCH', '/complete')],
    ['deleting one', (visitor) => onFirst(visitor, 'DELETE', '')],
    ['an import', (visitor) => importTasks(visitor, [{ title: 'Imported' }])],
    [
      'a pipeline',
      (visitor) => visitor.send('PUT', `${TASKS}/external/ci/1`, { body: { title: 'From outside' } }),
    ],
    [
      'many at once',
      async (visitor) =>
        visitor.send('POST', `${TASKS}/bulk`, {
          body: { action: 'complete', ids: [(await listTasks(visitor)).body.items[0]?.id] },
        }),
    ],
  ];
  const onFirst = async (visitor: Visitor, method: string, suffix: string, body?: object) => {
    const { items } = (await listTasks(visitor)).body;
    return visitor.send(method, `${TASKS}/${items[0]?.id}${suffix}`, { body });
  };
  /** What the primary has, in the order of the list. */
  const storedTasks = () =>
    owner.query<{ title: string; version: number }[]>(
      `SELECT title, version FROM tasks WHERE owner_id = $1 AND deleted_at IS NULL
       ORDER BY created_at DESC, id DESC`,
      [person.userId],
    );

  it.each(changes)('nobody reads less than they wrote, by any server, after %s', async (_name, change) => {
    await pauseReplay();
    await change(via(one));
    const stored = await storedTasks();
    for (const reader of [via(two), via(one)]) {
      const { items } = (await listTasks(reader)).body;
      expect(items.map(({ title, version }) => ({ title, version }))).toEqual(stored);
      const exported = JSON.parse((await exportTasks(reader, 'json')).text) as { tasks: unknown[] };
      expect(exported.tasks).toHaveLength(stored.length);
    }
  });

  it('a task out of the trash is in the list again, and in what is searched', async () => {
    const { id } = await createTask(person, { title: 'Second' });
    await person.send('DELETE', `${TASKS}/${id}`);
    await pauseReplay();
    await person.send('POST', `${TASKS}/${id}/restore`);
    expect(await titlesOf(via(two), { q: 'second' })).toEqual(['Second']);
  });

  it('the changes of one person leave the replica to everybody else', async () => {
    const other = new Visitor(two.url);
    await other.register();
    await pauseReplay();
    await createTask(other, { title: 'Of somebody else' });
    await insertUnnoticed();
    expect(await titlesOf(via(two), {})).toEqual(['First']);
    expect(await titlesOf(other, {})).toEqual(['Of somebody else']);
  });

  it('it answers again when it has caught up', async () => {
    await pauseReplay();
    await createTask(via(one), { title: 'Second' });
    expect(await titlesOf(via(two), {})).toHaveLength(2);
    await postgres.resumeReplay();
    await pauseReplay();
    await insertUnnoticed();
    expect(await titlesOf(via(two), {})).toEqual(['Second', 'First']);
  });

  it('a session that ended is dead at once, whatever the replica knows', async () => {
    const elsewhere = via(two);
    await pauseReplay();
    expect((await listTasks(elsewhere)).status).toBe(200);
    expect((await person.logout()).status).toBe(204);
    expectProblem(await elsewhere.send('GET', TASKS), 401, 'SESSION_ENDED');
  });

  it('a bad cursor is the mistake of who sent it, not of the replica', async () => {
    await pauseReplay();
    expectProblem(await via(one).send('GET', `${TASKS}?cursor=nonsense`), 400, 'VALIDATION_FAILED');
    expect(usesReplica(one)).toBe(true);
  });

  describe('that goes away', () => {
    it('the primary answers, with one line of the log, until it is back', async () => {
      await pauseReplay();
      const before = losses(one);
      const title = await insertUnnoticed();
      await postgres.stopStandby();
      for (let count = 0; count < 10; count += 1) {
        expect(await titlesOf(via(one), {})).toEqual([title, 'First']);
      }
      await until(() => losses(one) > before);

      port.leadTo(await postgres.startStandby());
      await pauseReplay();
      await insertUnnoticed();
      expect(await titlesOf(via(one), {})).toEqual([title, 'First']);
      expect(losses(one)).toBe(before + 1);
    });

    it('a server starts without it', async () => {
      const closed = await PortToDatabase.to(environment.DATABASE_URL ?? '');
      const server = await startReady({ ...environment, DATABASE_REPLICA_URLS: closed.url });
      expect(await titlesOf(via(server), {})).toEqual(['First']);
      await until(() => losses(server) > 0);
      expect(JSON.stringify(server.log)).not.toContain(new URL(closed.url).password);
      await endCleanly(server);
    });
  });
});
