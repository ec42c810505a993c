import { openTransaction, type OpenTransaction, untilBlocked } from '../support/database/open-transaction';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { ME } from '../support/people/account';
import { type Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { persistently } from '../support/requests/persistently';
import { ServerProcess } from '../support/servers/server-process';
import { listTasks, TASKS } from '../support/tasks/tasks';

/** Several times as many as the server has connections to the database. */
const REQUESTS = 50;
/** All connections that a server has. */
const POOL = 10;

describe('A server whose connections to the database are all held by statements that wait', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  let person: Visitor;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterEach(async () => {
    server.kill('SIGTERM');
    expect(await server.ending).toEqual({ code: 0, stderr: '' });
  });

  afterAll(() => database.drop());

  /** With somebody who has a task. */
  async function start(limits: NodeJS.ProcessEnv): Promise<void> {
    server = await ServerProcess.start({ ...database.environment, ...limits });
    await server.ready();
    person = new Visitor(server.url);
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
    await start({ CONNECTION_TIMEOUT: '1s' });
    const holder = await holdTasks();
    const stuck = atOnce(POOL, () => persistently(post));
    await untilBlocked(database.owner, POOL);
    for (const send of [() => person.send('GET', ME), post]) {
      (await atOnce(REQUESTS, send)).forEach(expectUnavailable);
    }
    await holder.commit();
    expect((await stuck).map(({ status }) => status)).toEqual(Array(POOL).fill(201));
    await expectService();
    expect(await tasks()).toHaveLength(1 + POOL);
  });

  it('says 503 to those whose statements wait, with nothing done', async () => {
    await start({ STATEMENT_TIMEOUT: '1s' });
    const holder = await holdTasks();
    (await atOnce(REQUESTS, post)).forEach(expectUnavailable);
    await holder.commit();
    await expectService();
    expect(await tasks()).toHaveLength(1);
  });
});
