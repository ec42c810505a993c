import { openTransaction, type OpenTransaction, untilBlocked } from '../support/database/open-transaction';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { ME } from '../support/people/account';
import { type Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { persistently } from '../support/requests/persistently';
import { endCleanly, startReady } from '../support/servers/server-pair';
import type { ServerProcess } from '../support/servers/server-process';
import { listTasks, TASKS } from '../support/tasks/tasks';

/** Several times as many as the server has connections to the database. */
const REQUESTS = 50;
/** All connections that a server has. */
const POOL = 10;

describe('A server whose connections to the database are all held by statements that wait', () => {
  let database: TestDatabase;
  /** That give up waiting for a connection, and for a statement. */
  let servers: [connections: ServerProcess, statements: ServerProcess];
  let person: Visitor;

  beforeAll(async () => {
    database = await createTestDatabase();
    const start = (limits: NodeJS.ProcessEnv) => startReady({ ...database.environment, ...limits });
    servers = await Promise.all([start({ CONNECTION_TIMEOUT: '1s' }), start({ STATEMENT_TIMEOUT: '500ms' })]);
  });

  afterAll(async () => {
    await Promise.all(servers.map(endCleanly));
    await database.drop();
  });

  /** Somebody who has a task. */
  async function enter({ url }: ServerProcess): Promise<void> {
    person = new Visitor(url);
    expect((await persistently(() => person.register())).status).toBe(201);
    expect((await persistently(post)).status).toBe(201);
  }

  async function holdTasks(): Promise<OpenTransaction> {
    const holder = await openTransaction(database);
    await holder.query('LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE');
    return holder;
  }

  const post = () => person.send('POST', TASKS, { body: { title: 'Waits' } });
  const atOnce = (count: number, send: () => Promise<Answer>): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, send));
  const tasks = async () => (await persistently(() => listTasks(person))).body.items;

  function expectUnavailable(answer: Answer): void {
    expectProblem(answer, 503, 'UNAVAILABLE');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }

  async function expectService(): Promise<void> {
    const served = await atOnce(REQUESTS, () => persistently(() => person.send('GET', ME)));
    expect(served.map(({ status }) => status)).toEqual(Array(REQUESTS).fill(200));
    expect((await persistently(() => person.refresh())).status).toBe(200);
  }

  // How long both limits are in sum is a matter of settings: less than five seconds, see config.spec.ts.
  it('says 503 to whoever needs one, and works again as soon as it can', async () => {
    await enter(servers[0]);
    const holder = await holdTasks();
    const stuck = atOnce(POOL, () => persistently(post));
    await untilBlocked(database.owner, POOL);
    const [reads, writes] = await Promise.all([
      atOnce(REQUESTS, () => person.send('GET', ME)),
      atOnce(REQUESTS, post),
    ]);
    [...reads, ...writes].forEach(expectUnavailable);
    await holder.commit();
    expect((await stuck).map(({ status }) => status)).toEqual(Array(POOL).fill(201));
    await expectService();
    expect(await tasks()).toHaveLength(1 + POOL);
  });

  it('says 503 to those whose statements wait, with nothing done', async () => {
    await enter(servers[1]);
    const holder = await holdTasks();
    (await atOnce(REQUESTS, post)).forEach(expectUnavailable);
    await holder.commit();
    await expectService();
    expect(await tasks()).toHaveLength(1);
  });
});
