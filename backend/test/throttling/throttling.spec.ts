import { randomUUID } from 'node:crypto';
import { letTimePass } from '../support/people/password-guesses';
import { type Answer, PASSWORD, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';
import { Stopwatch } from '../support/time/stopwatch';
import { until } from '../support/time/until';

const LIMITS = { login: 60, register: 20, refresh: 120 };
type Route = keyof typeof LIMITS;

/** Seconds. */
const HOUR = 3_600;

describe('The number of requests from one source', () => {
  let app: TestApp;
  let source: string;

  beforeAll(async () => {
    app = await startTestApp({ AUTH_THROTTLE: 'on', TRUSTED_PROXIES: '127.0.0.1' });
  });

  afterAll(() => app.stop());

  beforeEach(() => {
    source = `198.51.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;
  });

  /** Cheap requests, refused only after they were counted. */
  const send = (route: Route, headers: Record<string, string> = {}, url = app.url): Promise<Answer> =>
    new Visitor(url).send('POST', `/api/v1/auth/${route}`, {
      headers: { 'x-taskward-csrf': '1', 'x-forwarded-for': source, ...headers },
      ...(route !== 'refresh' && { body: {} }),
    });

  const sendMany = (count: number, route: Route, url?: string): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, () => send(route, {}, url)));

  /** The first request of a minute, which then does not end by itself, however long the test takes. */
  const begin = async (route: Route, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await send(route, headers);
    await letTimePass(app.database.owner, -HOUR);
    return answer;
  };

  const passed = (answers: Answer[]): number => answers.filter(({ status }) => status !== 429).length;

  it.each(Object.entries(LIMITS) as [Route, number][])(
    'that %s accepts in a minute is %d, also when all come at once',
    async (route, limit) => {
      await begin(route);
      expect(passed(await sendMany(limit + 40, route))).toBe(limit - 1);
      expect(passed(await sendMany(5, route))).toBe(0);
    },
  );

  it('counts logins that fail, and those that succeed', async () => {
    const visitor = app.visitor();
    await visitor.register();
    const login = (email: string) =>
      new Visitor(app.url).send('POST', '/api/v1/auth/login', {
        headers: { 'x-forwarded-for': source },
        body: { email, password: PASSWORD },
      });
    await begin('login');
    await sendMany(49, 'login');
    const answers: Answer[] = [];
    for (let index = 0; index < 20; index += 1) {
      answers.push(await login(index % 2 ? visitor.email : `${index}.${visitor.email}`));
    }
    const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
    expect(count(200) + count(401)).toBe(10);
    expect(count(429)).toBe(10);
  });

  it('is told with every answer, and when to come back', async () => {
    const since = new Stopwatch();
    const before = await begin('login');
    expect(before.headers.get('ratelimit-policy')).toBe('"login";q=60;w=60');
    const [, left] = /^"login";r=59;t=(\d+)$/.exec(before.headers.get('ratelimit') ?? '') ?? [];
    expect(Number(left)).toBeGreaterThanOrEqual(60 - since.seconds);
    expect(Number(left)).toBeLessThanOrEqual(60);
    expect(before.headers.get('retry-after')).toBeNull();
    await sendMany(59, 'login');
    const answer = await send('login');
    expectProblem(answer, 429, 'RATE_LIMITED');
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(HOUR + 60 - since.seconds);
    expect(seconds).toBeLessThanOrEqual(HOUR + 60);
    expect(answer.headers.get('ratelimit')).toBe(`"login";r=0;t=${seconds}`);
    expect(answer.headers.get('ratelimit-policy')).toBe('"login";q=60;w=60');
  });

  it('starts anew when the minute is over', async () => {
    await begin('register');
    await sendMany(19, 'register');
    await app.database.owner.query(`UPDATE rate_limits SET expire = 0 WHERE key LIKE '%' || $1`, [source]);
    await begin('register');
    expect(passed(await sendMany(25, 'register'))).toBe(19);
  });

  it('is not prolonged by those who do not wait', async () => {
    await begin('register');
    await sendMany(19, 'register');
    const expiry = () =>
      app.database.owner.query(`SELECT expire FROM rate_limits WHERE key LIKE '%' || $1`, [source]);
    const before = await expiry();
    await sendMany(20, 'register');
    expect(await expiry()).toEqual(before);
  });

  it('is counted for each route and each source alone', async () => {
    await begin('register');
    await sendMany(20, 'register');
    expect((await send('login')).status).toBe(400);
    expect((await send('register', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(400);
    expect((await send('register')).status).toBe(429);
  });

  it('is one for a whole IPv6 network', async () => {
    const network = `2001:db8:${randomUUID().slice(0, 4)}:1`;
    await begin('register', { 'x-forwarded-for': `${network}::ff` });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        send('register', { 'x-forwarded-for': `${network}::${index.toString(16)}` }),
      ),
    );
    expect(passed(answers)).toBe(19);
  });

  it('does not include what another site sends through a browser', async () => {
    const foreign = await send('login', { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await send('login')).headers.get('ratelimit')).toMatch(/r=59/);
  });

  it('is shared by all servers and survives a restart', async () => {
    await begin('register');
    await sendMany(14, 'register');
    const other = await startServerOn(app.database);
    expect(passed(await sendMany(15, 'register', other.url))).toBe(5);
    await other.app.close();
    expect((await send('register')).status).toBe(429);
  });

  it('is not taken of by refreshes with the cookie of a session, which has a number of its own', async () => {
    const visitor = app.visitor();
    await visitor.register();
    const headers = {
      'x-taskward-csrf': '1',
      'x-forwarded-for': source,
      cookie: `taskward_refresh_3000=${visitor.refreshToken}`,
    };
    const refresh = () => new Visitor(app.url).send('POST', '/api/v1/auth/refresh', { headers });
    await begin('refresh');
    expect(passed(await sendMany(140, 'refresh'))).toBe(119);
    expect((await refresh()).status).toBe(200);
    await letTimePass(app.database.owner, -HOUR);
    const answers = await Promise.all(Array.from({ length: 70 }, refresh));
    expect(passed(answers)).toBe(59);
    const refused = await refresh();
    expectProblem(refused, 429, 'RATE_LIMITED');
    expect(refused.headers.get('ratelimit-policy')).toBe('"session";q=60;w=60');
  });

  it('counts the address that the proxy saw, not one that the client invented', async () => {
    await begin('register');
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        send('register', { 'x-forwarded-for': `203.0.113.${index}, ${source}` }),
      ),
    );
    expect(passed(answers)).toBe(19);
  });
});

describe('Without trusted proxies', () => {
  it('no header changes who is counted', async () => {
    const app = await startTestApp({ AUTH_THROTTLE: 'on' });
    const forged = [
      'x-forwarded-for',
      'forwarded',
      'x-real-ip',
      'x-client-ip',
      'true-client-ip',
      'cf-connecting-ip',
    ];
    const send = (index: number) =>
      app.visitor().send('POST', '/api/v1/auth/register', {
        body: {},
        headers: Object.fromEntries(forged.map((name) => [name, `203.0.113.${index}`])),
      });
    await send(100);
    await letTimePass(app.database.owner, -HOUR);
    const answers = await Promise.all(Array.from({ length: 29 }, (_, index) => send(index)));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    const visitor = app.visitor();
    await app.database.owner.query('DELETE FROM rate_limits');
    const register = () =>
      visitor.send('POST', '/api/v1/auth/register', {
        body: { email: 'ada@example.org', password: PASSWORD },
        headers: { 'x-forwarded-for': '203.0.113.1' },
      });
    // A limit that was used up is asked for again within a second.
    await until(async () => (await register()).status === 201);
    expect(await app.database.owner.query('SELECT host(ip) AS ip FROM sessions')).toEqual([
      { ip: '127.0.0.1' },
    ]);
    await app.stop();
  });
});
