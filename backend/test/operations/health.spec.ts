import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { ME } from '../support/people/account';
import { expectProblem } from '../support/requests/expect-problem';
import { ownServer, sharedServer, type TestServer } from '../support/servers/test-server';

describe('The health routes', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  it.each(['/health/live', '/health/ready'])('%s says that all is well, and no more', async (path) => {
    const answer = await app.visitor().send('GET', path);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('{"status":"ok"}');
    expect((await app.visitor().send('HEAD', path)).status).toBe(200);
  });

  it('stand outside the versioned API, and nothing stands beside them', async () => {
    for (const path of ['/health', '/health/', '/health/other', '/api/v1/health/live', '/metrics']) {
      expect((await app.visitor().send('GET', path)).status).toBe(404);
    }
  });
});

describe('/health/ready', () => {
  /** More than a server has connections to the database. */
  const MANY = 12;
  let app: TestServer;

  beforeAll(async () => {
    app = await ownServer({ STATEMENT_TIMEOUT: '2500ms' });
  });

  afterAll(() => app.stop());

  const ready = () => app.visitor().send('GET', '/health/ready');

  it('takes one connection to the database, however many ask, and gives it back when there is no answer', async () => {
    const person = app.visitor();
    await person.register();
    const holder = await openTransaction(app.database);
    await holder.query('LOCK TABLE migrations IN ACCESS EXCLUSIVE MODE');
    const answers = Promise.all(Array.from({ length: MANY }, ready));
    await untilBlocked(app.database.owner);
    expect((await person.send('GET', ME)).status).toBe(200);
    for (const answer of await answers) {
      expectProblem(answer, 503, 'UNAVAILABLE');
    }
    await holder.commit();
    expect((await ready()).status).toBe(200);
    expect((await person.send('GET', ME)).status).toBe(200);
  });
});
