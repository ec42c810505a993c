import { SourceTurnsService } from '../../src/identity/concurrency/source-turns.service';
import { openTransaction, type OpenTransaction, untilBlocked } from '../support/database/open-transaction';
import { ME } from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, listTasks } from '../support/tasks/tasks';
import { until } from '../support/time/until';

/** As many as a server works on for one source; it has ten connections to the database. */
const PLACES = 3;
const REQUESTS = 16;
const EXPORTS = 3;

describe('Somebody who sends much at once that is counted in the database', () => {
  let app: TestApp;
  let ada: Visitor;
  let holder: OpenTransaction;

  beforeAll(async () => {
    // Longer than any test: what is held stays held until it is let go.
    app = await startTestApp({ AUTH_THROTTLE: 'on', TRUSTED_PROXIES: '127.0.0.1', STATEMENT_TIMEOUT: '10m' });
    ada = app.visitor();
    await ada.register();
    await createTask(ada);
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    holder = await openTransaction(app.database);
  });

  const turns = () => app.app.get(SourceTurnsService);
  const sendMany = (route: string, cookie: string, count = REQUESTS) =>
    Array.from({ length: count }, () =>
      new Visitor(app.url).send('POST', `/api/v1/auth/${route}`, {
        headers: { 'x-taskward-csrf': '1', 'x-forwarded-for': '192.0.2.1', cookie },
        ...(route !== 'refresh' && route !== 'logout' && { body: {} }),
      }),
    );

  async function expectUndisturbed(): Promise<void> {
    expect((await listTasks(ada)).status).toBe(200);
    const other = new Visitor(app.url);
    const answer = await other.send('POST', '/api/v1/auth/refresh', {
      headers: { 'x-taskward-csrf': '1', 'x-forwarded-for': '198.51.100.1' },
    });
    expect(answer.status).toBe(401);
  }

  it.each(['refresh', 'login', 'register'])(
    'to %s waits for the counter of the source on few connections, and keeps nobody else waiting',
    async (route) => {
      await Promise.all(sendMany(route, '', 1));
      await holder.query('SELECT FROM rate_limits WHERE key = $1 FOR UPDATE', [`source:${route}:192.0.2.1`]);
      const answers = sendMany(route, '');
      await untilBlocked(app.database.owner, PLACES);
      await until(() => turns().waiting > 0);
      await expectUndisturbed();
      await holder.commit();
      const statuses = new Set((await Promise.all(answers)).map(({ status }) => status));
      // Those that waited longer than a request may are told to come again.
      expect([...statuses].filter((status) => ![400, 401, 429].includes(status))).toEqual([]);
      expect(turns().size).toBe(0);
    },
  );

  it('to export the account waits for a counter on no more connections than downloads may be open', async () => {
    await app.database.owner.query(
      `INSERT INTO rate_limits VALUES ('recorded:' || $1::text, 1, (extract(epoch FROM now()) * 1000)::bigint + 1800000)`,
      [ada.userId],
    );
    await holder.query(`SELECT FROM rate_limits WHERE key = 'recorded:' || $1::text FOR UPDATE`, [
      ada.userId,
    ]);
    const statuses: number[] = [];
    const answers = Array.from({ length: REQUESTS }, async () => {
      statuses.push((await ada.send('GET', `${ME}/export`)).status);
    });
    await until(() => statuses.length === REQUESTS - EXPORTS);
    await untilBlocked(app.database.owner, EXPORTS);
    await expectUndisturbed();
    await holder.commit();
    await Promise.all(answers);
    expect(statuses.toSorted()).toEqual([
      ...Array<number>(EXPORTS).fill(200),
      ...Array<number>(REQUESTS - EXPORTS).fill(429),
    ]);
  });

  it('to sign out waits for the session on few connections, and keeps nobody else waiting', async () => {
    const eve = app.visitor();
    await eve.register();
    await holder.query('SELECT FROM sessions WHERE user_id = $1 FOR UPDATE', [eve.userId]);
    const answers = sendMany('logout', `taskward_refresh_3000=${eve.refreshToken}`);
    await untilBlocked(app.database.owner, PLACES);
    await until(() => turns().waiting > 0);
    await expectUndisturbed();
    await holder.commit();
    const statuses = new Set((await Promise.all(answers)).map(({ status }) => status));
    expect([...statuses].filter((status) => ![204, 429].includes(status))).toEqual([]);
    expect((await eve.refresh()).status).toBe(401);
  });
});
