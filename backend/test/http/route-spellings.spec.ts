import { kindOf } from '../../src/platform/http/route-kind';
import { PortalPageService } from '../../src/portal/portal-page.service';
import type { Visitor } from '../support/people/visitor';
import { sendRaw } from '../support/requests/raw-request';
import { follows, readRules, type RouteRules } from '../support/requests/route-rules';
import { spellingsOf } from '../support/requests/spellings';
import { findFreePort } from '../support/servers/free-port';
import { Scrape } from '../support/servers/scrape';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, TASKS } from '../support/tasks/tasks';

const GET: ReadonlySet<string> = new Set(['GET']);
/** Pages of the portal: the address itself, and some that only its router knows. */
const PAGES = ['/', '/tasks', '/account/security-events'].map((page) => [page, GET] as const);
const QUERY: Readonly<Record<string, string>> = { [`${TASKS}/summary`]: '?today=2026-11-21' };
/** These are always the same address. */
const SAME = ['absolute', 'absolute, with capitals', 'a fragment', 'an empty query'];

describe('Whatever way an address is written,', () => {
  let app: TestApp;
  let person: Visitor;
  let taskId: string;
  let metricsPort: number;
  let routes: Map<string, Set<string>>;
  let nowhere: RouteRules;
  let bearer: string[];

  beforeAll(async () => {
    metricsPort = await findFreePort();
    app = await startTestApp({
      API_DOCS: 'on',
      AUTH_THROTTLE: 'on',
      LOG_LEVEL: 'debug',
      METRICS_PORT: String(metricsPort),
      TRUSTED_PROXIES: '127.0.0.1',
    });
    // None is built for the sources.
    Object.assign(app.app.get(PortalPageService), {
      template: '<!doctype html><style nonce="CSP_NONCE"></style>',
    });
    person = app.visitor();
    await person.register();
    bearer = ['Authorization', `Bearer ${person.accessToken}`];
    taskId = (await createTask(person)).id;
    routes = app.app.getHttpAdapter().getInstance().knownRoutes;
    nowhere = await readRules(app, { method: 'DELETE', path: '/api/v1/unknown' });
  });

  afterAll(() => app.stop());

  it('there is something to walk through', () => {
    const kinds = [...routes.keys()].map((url) => kindOf({ url }));
    expect(kinds).toEqual(expect.arrayContaining(['api', 'docs', 'health', 'portal']));
    expect(routes.size).toBeGreaterThan(30);
    expect(nowhere).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
      cache: 'no-store',
      policy: expect.stringContaining("default-src 'none'"),
      line: { level: 'info', route: '(none)', status: 404 },
    });
  });

  it('the rules of its route hold, or those of no route', async () => {
    for (const [url, methods] of [...routes, ...PAGES]) {
      const method = methods.has('GET') ? 'GET' : ([...methods][0] ?? '');
      // A stream of events has no line before it ends.
      const fields = method === 'GET' && url !== `${TASKS}/events` ? bearer : [];
      const path = url.replace(':id', taskId).replace(/:\w+/g, 'sample');
      const read = (target: string) =>
        readRules(app, {
          method,
          path: target + (QUERY[url] ?? ''),
          fields: ['X-Forwarded-For', '192.0.2.1', ...fields],
        });
      const expected = await read(path);
      const answers: (readonly [string, RouteRules])[] = [];
      for (const [name, target] of spellingsOf(path)) {
        // What follows these two belongs to them.
        answers.push([name, /[?#]/.test(target) && QUERY[url] ? expected : await read(target)]);
      }
      const strange = answers.filter(([, rules]) => !follows(rules, expected, nowhere));
      expect({ method, url, expected, strange }).toEqual({ method, url, expected, strange: [] });
      const same = answers.filter(([, rules]) => JSON.stringify(rules) === JSON.stringify(expected));
      expect({ url, same: same.map(([name]) => name) }).toEqual({ url, same: expect.arrayContaining(SAME) });
    }
  });

  it.each(['login', 'register', 'refresh'])('%s counts it for the same source', async (name) => {
    const path = `/api/v1/auth/${name}`;
    const left: number[] = [];
    for (const target of [path, ...spellingsOf(path).map(([, spelling]) => spelling), path]) {
      const fields = ['X-Forwarded-For', '192.0.2.2', 'X-Taskward-CSRF', '1'];
      const { headers } = await sendRaw(app.url, { method: 'POST', path: target, fields });
      const [, rest] = /^"\w+";r=(\d+)/.exec(headers.get('ratelimit') ?? '') ?? [];
      left.push(...(rest === undefined ? [] : [Number(rest)]));
    }
    const [first = 0] = left;
    expect(left).toEqual(Array.from(left, (_, index) => first - index));
    expect(left.length).toBeGreaterThan(5);
  });

  it('only forms that the API has are asked for', async () => {
    for (const path of ['/%61pi/v1/tasks', `http://elsewhere.example${TASKS}`, TASKS]) {
      const answer = await sendRaw(app.url, { path, fields: ['Accept', 'text/html'] });
      expect([answer.status, answer.body.code]).toEqual([406, 'NOT_ACCEPTABLE']);
    }
  });

  it('a wrong method is told the right ones', async () => {
    const paths = ['/%61pi/v1/users/me', `${TASKS}/%74rash`, `${TASKS}/trash`, '/%68ealth/live'];
    for (const path of paths) {
      const answer = await sendRaw(app.url, { method: 'PUT', path });
      expect([answer.status, answer.headers.get('allow')]).toEqual([
        405,
        expect.stringMatching(/^(DELETE, )?GET, HEAD/),
      ]);
    }
  });

  it('the addresses in answers have one spelling', async () => {
    const body = Buffer.from('{"title":"x"}');
    const form = ['Content-Type', 'application/json', 'Content-Length', String(body.length)];
    const send = (method: string, path: string) =>
      sendRaw(app.url, { method, path, fields: [...bearer, ...form], body });
    const created = await send('POST', '/%61pi/v1/t%61sks?a=b');
    expect(created.headers.get('location')).toBe(`${TASKS}/${String(created.body.id)}`);
    const put = await send('PUT', '/%61pi/v1/tasks/e%78ternal/a%2Fexternal%2Fb/c');
    expect(put.headers.get('location')).toBe(`${TASKS}/${String(put.body.id)}`);
    const page = 'http://elsewhere.example/%61pi/v1/tasks?limit=1#x';
    expect((await sendRaw(app.url, { path: page, fields: bearer })).headers.get('link')).toMatch(
      /^<\/api\/v1\/tasks\?limit=1&cursor=[\w-]+>; rel="next"$/,
    );
  });

  it('it grows no metric, and is counted for its route', async () => {
    const known = [...routes.keys(), '/api/docs/*', '/api/docs/docs/*', '(none)', '(portal)'];
    const counted = (await Scrape.of(metricsPort)).valuesOf('route');
    expect(counted.filter((route) => !known.includes(route))).toEqual([]);
    expect(counted).toEqual(
      expect.arrayContaining([TASKS, '/health/live', '/api/docs', '(none)', '(portal)']),
    );
  });

  it('none made the server fail', () => {
    expect(app.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});
