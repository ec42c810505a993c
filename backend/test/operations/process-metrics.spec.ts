import { once } from 'node:events';
import { connect } from 'node:net';
import { ageRotation } from '../support/database/session-rows';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { ME } from '../support/people/account';
import { letTimePass } from '../support/people/password-guesses';
import { Visitor } from '../support/people/visitor';
import { followEvents, requestEvents } from '../support/requests/event-reader';
import { sendRaw } from '../support/requests/raw-request';
import { findFreePort } from '../support/servers/free-port';
import { metricsUrl, Scrape } from '../support/servers/scrape';
import { ServerProcess } from '../support/servers/server-process';
import { createTask, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';
import { until } from '../support/time/until';

const CANARY = 'canary-41c8';
const DURATIONS = 'http_request_duration_seconds_count';

describe('The metrics of a server process', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  let port: number;
  let person: Visitor;

  beforeAll(async () => {
    port = await findFreePort();
    database = await createTestDatabase({
      METRICS_PORT: String(port),
      AUTH_THROTTLE: 'on',
      CONNECTIONS_PER_SOURCE: '1',
    });
    server = await ServerProcess.start(database.environment);
    await server.ready();
    person = visitor();
    await person.register();
  });

  afterAll(async () => {
    server.kill('SIGKILL');
    await server.ending;
    await database.drop();
  });

  const visitor = () => new Visitor(server.url);
  const scrape = () => Scrape.of(port);

  /** What some work adds to the sum of some series; an answer is counted a moment after it was sent. */
  async function expectGrowth(
    work: () => Promise<unknown>,
    growth: number,
    ...series: Parameters<Scrape['sum']>
  ): Promise<void> {
    const before = (await scrape()).sum(...series);
    await work();
    await until(async () => (await scrape()).sum(...series) >= before + growth);
    expect((await scrape()).sum(...series)).toBe(before + growth);
  }

  it('count answers by method, template of the route and status', async () => {
    const { id } = await createTask(person);
    const labels = { method: 'GET', route: `${TASKS}/:id` };
    const read = (task: string) => person.send('GET', `${TASKS}/${task}?q=${CANARY}`);
    await expectGrowth(() => Promise.all([id, id].map(read)), 2, DURATIONS, { ...labels, status: '200' });
    await expectGrowth(() => read(UNKNOWN_ID), 1, DURATIONS, { ...labels, status: '404' });
  });

  it('count sign-ins by result', async () => {
    const { email } = person;
    const login = (overrides: object) => () => visitor().login({ email, ...overrides });
    for (const [result, work] of [
      ['succeeded', login({})],
      ['wrong-credentials', login({ password: 'not the right one' })],
      ['wrong-credentials', login({ email: 'nobody@example.org' })],
      ['invalid', login({ email: 1 })],
    ] as const) {
      await expectGrowth(work, 1, 'taskward_logins_total', { result });
    }
  });

  it('count refreshes by outcome', async () => {
    const somebody = visitor();
    await somebody.register();
    const first = somebody.refreshToken;
    const age = () => ageRotation(database.owner, first);
    const refresh = (token?: string) => () => somebody.clone().refresh(token);
    const expectOutcome = (outcome: string, work: () => Promise<unknown>) =>
      expectGrowth(work, 1, 'taskward_refreshes_total', { outcome });

    await expectOutcome('repeated', refresh());
    await age();
    await expectOutcome('rotated', () => somebody.refresh());
    await age();
    await expectOutcome('answer-lost', refresh(first));
    await somebody.refresh(first);
    await somebody.send('GET', ME);
    await age();
    await expectOutcome('reused', refresh(first));
    await expectOutcome('refused', refresh(first));
    await expectOutcome('unknown', refresh('v1.nothing'));
  });

  it('time the checks of tokens by result, and open routes are none', async () => {
    const checks = 'taskward_token_check_duration_seconds_count';
    const stranger = visitor();
    await expectGrowth(() => person.send('GET', ME), 1, checks, { result: 'accepted' });
    await expectGrowth(() => stranger.send('GET', ME), 1, checks, { result: 'refused' });
    await expectGrowth(() => stranger.send('GET', '/health/live'), 0, checks);
  });

  it('count what limits refuse by their policy, streams among them', async () => {
    const register = () => visitor().send('POST', '/api/v1/auth/register', { body: {} });
    const isRefused = async () => (await register()).status === 429;
    const refused = 'taskward_throttled_requests_total';
    await register();
    await letTimePass(database.owner, -3_600);
    await expectGrowth(() => until(isRefused), 1, refused, { policy: 'register' });

    const readers = await Promise.all(Array.from({ length: 20 }, () => followEvents(person)));
    expect((await scrape()).sum('taskward_event_streams')).toBe(20);
    const oneMore = async () => (await requestEvents(person)).resume();
    await expectGrowth(oneMore, 1, refused, { policy: 'streams' });
    readers.forEach((reader) => reader.close());
    await until(async () => (await scrape()).sum('taskward_event_streams') === 0);
    expect((await scrape()).sum(DURATIONS, { route: `${TASKS}/events`, status: '200' })).toBe(0);
  });

  it('count connections that a new one above the bound takes the place of', async () => {
    const { port: own } = new URL(server.url);
    const target = { host: '127.0.0.1', port: Number(own), localAddress: '127.0.0.2' };
    const idle = connect(target);
    await once(idle, 'connect');
    const takePlace = () => Promise.all([once(idle, 'close'), once(connect(target), 'connect')]);
    await expectGrowth(takePlace, 1, 'taskward_refused_connections_total');
  });

  it('tell the pool, the queue of the hasher, and the process', async () => {
    const now = await scrape();
    const pool = 'taskward_database_pool';
    expect(now.sum(`${pool}_connections_maximum`)).toBe(10);
    expect(now.sum(`${pool}_connections`)).toBeGreaterThan(0);
    expect(now.sum(`${pool}_connections`)).toBeGreaterThanOrEqual(now.sum(`${pool}_idle_connections`));
    expect(now.sum(`${pool}_waiting_requests`)).toBe(0);
    expect(now.sum('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(now.names).toEqual(expect.arrayContaining(['nodejs_eventloop_lag_p99_seconds']));

    let isSeen = false;
    const keepSigningIn = async () => {
      while (!isSeen) {
        await visitor().login({ email: person.email });
      }
    };
    const logins = Promise.all(Array.from({ length: 30 }, keepSigningIn));
    await until(async () => {
      const busy = await scrape();
      isSeen = busy.sum('taskward_password_jobs_waiting') > 0;
      expect(busy.sum('taskward_password_jobs_running') > 0 || !isSeen).toBe(true);
      return isSeen;
    });
    await logins;
    expect((await scrape()).sum('taskward_password_jobs_running')).toBe(0);
  });

  /** Everything that a client can make up, with another word in it each time. */
  async function makeUp(word: string): Promise<void> {
    const { url } = server;
    const fields = [
      'Authorization',
      `Bearer ${person.accessToken}`,
      'User-Agent',
      word,
      'X-Request-Id',
      word,
    ];
    for (const method of ['GET', 'POST', 'DELETE', 'PROPFIND', 'M-SEARCH', 'TRACE']) {
      for (const path of [`/${word}`, `/api/v1/${word}`, `${TASKS}/${word}?q=${word}`, `/health/${word}`]) {
        await sendRaw(url, { method, path, fields });
      }
    }
    await visitor().login({ email: word, password: word });
    await visitor().refresh(`v1.${word}`);
    await visitor().send('GET', ME, { headers: { authorization: `Bearer ${word}` } });
  }

  /** Node's own are for it to add to, as when it collects its garbage in another way. */
  const seriesOfServer = ({ samples }: Scrape) =>
    samples.filter(({ name }) => !name.startsWith('nodejs_')).map(({ name, labels }) => ({ name, labels }));

  it('grow by nothing that clients can make up, and hold none of it', async () => {
    await makeUp(CANARY);
    const before = await scrape();
    for (const word of ['1', UNKNOWN_ID, `${CANARY}-2`, '..%2f..%2f']) {
      await makeUp(word);
    }
    const after = await scrape();
    expect(seriesOfServer(after)).toEqual(seriesOfServer(before));
    expect(after.valuesOf('method')).toContain('other');
    expect(after.valuesOf('route')).toEqual(expect.arrayContaining(['(none)', '(portal)', `${TASKS}/:id`]));
    const { userId, email, accessToken = '', refreshToken } = person;
    for (const secret of [CANARY, UNKNOWN_ID, '127.0.0.1', userId, email, accessToken, refreshToken]) {
      expect(after.text).not.toContain(secret);
    }
  });

  it('are all that their port has, and the port of the API has none', async () => {
    for (const [path, method] of [
      ['/', 'GET'],
      ['/metrics/', 'GET'],
      [`/metrics?${CANARY}`, 'GET'],
      ['/metrics', 'POST'],
      [ME, 'GET'],
    ]) {
      const answer = await fetch(new URL(path ?? '', metricsUrl(port)), { method });
      expect([answer.status, await answer.text()]).toEqual([404, '']);
    }
    expect((await visitor().send('GET', '/metrics')).status).toBe(404);
    expect((await fetch(metricsUrl(port), { method: 'HEAD' })).status).toBe(200);
  });

  it('keep nobody waiting who stops the server', async () => {
    server.kill('SIGTERM');
    expect(await server.ending).toEqual({ code: 0, stderr: '' });
    await expect(fetch(metricsUrl(port))).rejects.toThrow();
  });
});
