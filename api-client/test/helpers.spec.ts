import {
  createTaskwardClient,
  followTasks,
  retryAfterOf,
  UnexpectedAnswerError,
  withRetries,
} from '../src/index';
import { pause } from '../src/retry-after';
import { answer, breakAfter, ForeignServer } from './foreign-server';

const PROBLEM = 'application/problem+json; charset=utf-8';
const REFUSAL = JSON.stringify({ code: 'RATE_LIMITED', status: 429, title: 'Too many', detail: 'Later.' });
const BAD_GATEWAY = answer(502, 'text/html', '<h1>502 Bad Gateway</h1>');
const EMPTY = answer(200, 'application/json; charset=utf-8', '{"items":[],"nextCursor":null}');
const refused = (status: number, after?: string) =>
  answer(status, PROBLEM, REFUSAL, after === undefined ? {} : { 'retry-after': after });

describe('The client', () => {
  const server = new ForeignServer();
  let baseUrl: string;

  beforeAll(async () => {
    baseUrl = await server.listen();
  });

  afterAll(() => server.close());

  const client = (fetch?: ReturnType<typeof withRetries>) =>
    createTaskwardClient({ baseUrl, token: 'twd_x', fetch });

  it.each([
    ['the page of a proxy', BAD_GATEWAY],
    ['a JSON error of a proxy', answer(503, 'application/json', '{"message":"no upstream"}')],
    [
      'the page of a network that wants a sign-in',
      answer(200, 'text/html; charset=utf-8', '<h1>Welcome</h1>'),
    ],
  ])('takes %s neither for a problem nor for data', async (_name, given) => {
    server.willAnswer(given);
    const failure: unknown = await client()
      .GET('/api/v1/tasks')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnexpectedAnswerError);
    expect(await (failure as UnexpectedAnswerError).response.text()).toMatch(/502|upstream|Welcome/);
  });

  it('has problems, empty answers and 304 as they are', async () => {
    server.willAnswer(refused(429), answer(304, '', ''), (response) => response.writeHead(204).end());
    expect((await client().GET('/api/v1/tasks')).error).toMatchObject({ code: 'RATE_LIMITED' });
    const params = { path: { id: 'x' } };
    expect((await client().GET('/api/v1/tasks/{id}', { params })).response.status).toBe(304);
    expect((await client().DELETE('/api/v1/tasks/{id}', { params })).response.status).toBe(204);
  });

  describe('withRetries', () => {
    const statusOf = async (fetch: ReturnType<typeof withRetries>) =>
      (await client(fetch).POST('/api/v1/tasks', { body: { title: 'x' } })).response.status;

    it('tries again when it may, as often as it was told', async () => {
      server.willAnswer(refused(429, '0'), refused(429, '0'), EMPTY);
      expect(await statusOf(withRetries())).toBe(200);
      server.willAnswer(refused(429, '0'), refused(429, '0'), EMPTY);
      expect(await statusOf(withRetries({ attempts: 2 }))).toBe(429);
      expect(server.received).toHaveLength(2);
    });

    it.each([
      ['nobody says when', refused(429)],
      ['that is too late', refused(429, '61')],
      ['it may have been done', refused(503, '0')],
      ['it was refused for good', refused(403, '0')],
    ])('does not where %s', async (_name, given) => {
      server.willAnswer(given, EMPTY);
      expect(await statusOf(withRetries())).toBeGreaterThanOrEqual(400);
      expect(server.received).toHaveLength(1);
    });

    it('repeats after 503 what cannot happen twice', async () => {
      server.willAnswer(refused(503, '0'), EMPTY);
      expect((await client(withRetries()).GET('/api/v1/tasks')).response.status).toBe(200);
    });

    it('gives up when it is told to while it waits', async () => {
      server.willAnswer(refused(429, '60'));
      const leave = new AbortController();
      const fetch = withRetries({
        fetch: async (request) => {
          const response = await globalThis.fetch(request);
          setImmediate(() => leave.abort());
          return response;
        },
      });
      await expect(client(fetch).GET('/api/v1/tasks', { signal: leave.signal })).rejects.toThrow('aborted');
    });
  });

  it.each([
    ['7', 7_000],
    [new Date(0).toUTCString(), 0],
    ['soon', undefined],
    ['1.5', undefined],
    ['-5', undefined],
    ['5, 5', undefined],
    ['Sun Nov  6 08:49:37 1994', 0],
    [undefined, undefined],
  ])('reads Retry-After %s', (field, wait) => {
    const headers = field === undefined ? [] : [['retry-after', field] as [string, string]];
    expect(retryAfterOf(new Response(null, { status: 429, headers }))).toBe(wait);
  });

  it('waits for as long as it is told to, also beyond what a timer can', async () => {
    const leave = new AbortController();
    const wait = pause(1e12, leave.signal);
    const first = await Promise.race([
      wait,
      new Promise((resolve) => setTimeout(resolve, 50, 'still waiting')),
    ]);
    expect(first).toBe('still waiting');
    leave.abort(new Error('left'));
    await expect(wait).rejects.toThrow('left');
  });

  it('reads the date of Retry-After', () => {
    const headers = { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() };
    const wait = retryAfterOf(new Response(null, { status: 503, headers })) ?? 0;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(3_600_000);
  });

  describe('followTasks', () => {
    const EVENTS = 'text/event-stream';
    const event = (id: string, end = '\n') =>
      ['event: task', `id: ${id}`, `data: {"op":"deleted","id":"${id}","version":null}`, '', ''].join(end);

    it('comes back where a connection broke off, past pages of proxies', async () => {
      server.willAnswer(
        breakAfter(EVENTS, `retry: 1\nid: a\n\n: beat\n\n${event('b')}event: task\nid: half`),
        BAD_GATEWAY,
        refused(503, '0'),
        (response) => response.destroy(),
        answer(200, EVENTS, event('c', '\r\n')),
        refused(401),
      );
      const ids: string[] = [];
      const follow = async () => {
        for await (const { id } of followTasks(client())) {
          ids.push(id);
        }
      };
      await expect(follow()).rejects.toMatchObject({ response: { status: 401 } });
      expect(ids).toEqual(['b', 'c']);
      expect(server.received.map(({ lastEventId }) => lastEventId)).toEqual([
        undefined,
        'b',
        'b',
        'b',
        'b',
        'c',
      ]);
    });

    it('says why there was no first connection', async () => {
      server.willAnswer(BAD_GATEWAY);
      await expect(followTasks(client()).next()).rejects.toThrow(UnexpectedAnswerError);
      await expect(
        followTasks(createTaskwardClient({ baseUrl: 'nowhere', token: '' })).next(),
      ).rejects.toThrow();
    });

    it('ends without an error when it is told to', async () => {
      const leave = new AbortController();
      server.willAnswer(breakAfter(EVENTS, 'retry: 100000\n\n'));
      const news = followTasks(client(), { signal: leave.signal }).next();
      setImmediate(() => leave.abort());
      expect(await news).toEqual({ done: true, value: undefined });
    });
  });
});
