import { ME } from './account';
import { expectProblem } from './expect-problem';
import { openTransaction, untilBlocked } from './open-transaction';
import { ServerProcess } from './server-process';
import { createTask, listTasks, TASKS } from './tasks';
import { createTestDatabase, type TestDatabase } from './test-database';
import { type Answer, Visitor } from './visitor';

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
    server = await ServerProcess.start(database.environment);
    await server.ready();
    person = new Visitor(server.url);
    await person.register();
  });

  afterAll(async () => {
    server.kill('SIGTERM');
    expect(await server.ending).toEqual({ code: 0, stderr: '' });
    await database.drop();
  });

  const atOnce = (count: number, send: () => Promise<Answer>): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, send));

  function expectUnavailable(answer: Answer): void {
    expectProblem(answer, 503, 'UNAVAILABLE');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }

  it('says 503 to those who wait and to whoever comes then, and works again as soon as it can', async () => {
    await createTask(person);
    const holder = await openTransaction(database);
    await holder.query('LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE');
    const stuck = atOnce(REQUESTS, () => person.send('POST', TASKS, { body: { title: 'Waits' } }));
    await untilBlocked(database.owner, POOL);
    const others = await atOnce(REQUESTS, () => person.send('GET', ME));
    (await stuck).forEach(expectUnavailable);
    others.filter(({ status }) => status !== 200).forEach(expectUnavailable);
    expect(others.some(({ status }) => status === 503)).toBe(true);
    await holder.commit();

    const served = await atOnce(REQUESTS, () => person.send('GET', ME));
    expect(served.map(({ status }) => status)).toEqual(Array(REQUESTS).fill(200));
    expect((await listTasks(person)).body.items).toHaveLength(1);
    expect((await person.refresh()).status).toBe(200);
    await createTask(person);
  });
});
