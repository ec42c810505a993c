import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sendBytes, sendRaw } from '../support/requests/raw-request';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const ME = '/api/v1/users/me';
const LOGIN = '/api/v1/auth/login';

describe('Whatever the answer is', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer({ PUBLIC_URL: 'https://tasks.example.com' });
    person = app.visitor();
    await person.register();
  });

  afterAll(() => app.stop());

  const post = (path: string, body: string, type = 'application/json'): Promise<Answer> =>
    app.visitor().send('POST', path, { body, headers: { 'content-type': type } });
  const raw = (method: string, path: string) => sendRaw(app.url, { method, path });

  const answers: [string, number, string | undefined, () => Promise<Answer>][] = [
    ['a page of tasks', 200, undefined, () => person.send('GET', '/api/v1/tasks')],
    ['a new account', 201, undefined, () => app.visitor().register()],
    ['a sign-out', 204, undefined, () => app.visitor().logout()],
    ['health', 200, undefined, () => app.visitor().send('GET', '/health/live')],
    ['an unreadable body', 400, 'MALFORMED_REQUEST', () => post(LOGIN, '{"email":')],
    ['a wrong field', 400, 'VALIDATION_FAILED', () => post(LOGIN, '{}')],
    [
      'a repeated header',
      400,
      'MALFORMED_REQUEST',
      () => sendRaw(app.url, { path: ME, fields: ['Authorization', 'a', 'Authorization', 'b'] }),
    ],
    ['no token', 401, 'TOKEN_MISSING', () => app.visitor().send('GET', ME)],
    ['no cookie', 401, 'REFRESH_REJECTED', () => app.visitor().refresh()],
    ['a foreign origin', 403, 'CSRF_REJECTED', () => raw('POST', '/api/v1/auth/logout')],
    ['an unknown route of the API', 404, 'NOT_FOUND', () => raw('GET', '/api/v1/nowhere')],
    ['an unknown route of the API, written to', 404, 'NOT_FOUND', () => raw('POST', '/api/v1/nowhere')],
    ['an unknown file', 404, 'NOT_FOUND', () => raw('GET', '/nowhere.js')],
    ['an undecodable path', 404, 'NOT_FOUND', () => raw('GET', '/api/v1/%zz')],
    ['a wrong method', 405, 'METHOD_NOT_ALLOWED', () => raw('DELETE', LOGIN)],
    ['an unusual method', 405, 'METHOD_NOT_ALLOWED', () => raw('PROPFIND', ME)],
    ['TRACE', 405, 'METHOD_NOT_ALLOWED', () => raw('TRACE', ME)],
    ['a body beyond 256 KiB', 413, 'PAYLOAD_TOO_LARGE', () => post(LOGIN, ' '.repeat(262_145))],
    ['another content type', 415, 'UNSUPPORTED_MEDIA_TYPE', () => post(LOGIN, '<a/>', 'text/xml')],
  ];

  it.each(answers)('%s is answered %d with the security headers', async (_name, status, code, send) => {
    const answer = await send();
    if (code) {
      expectProblem(answer, status, code);
    }
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'none'; ?frame-ancestors 'none'$/),
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[\w.~-]{1,64}$/),
    });
    for (const field of ['server', 'x-powered-by', 'x-xss-protection']) {
      expect(answer.headers.get(field)).toBeNull();
    }
    if (answer.text) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/(problem\+)?json; charset=utf-8$/);
    }
  });

  it.each(answers)('%s tells nothing of the inside', async (_name, _status, _code, send) => {
    const { text, headers } = await send();
    expect(text + JSON.stringify([...headers])).not.toMatch(
      /node_modules|\.[jt]s:\d|at \w+ \(|nest|fastify|typeorm|postgres|select |insert /i,
    );
  });

  it('what no parser understands is answered alike', async () => {
    const requests = [
      ['400', 'GET /health/live HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n'],
      ['400', 'NONSENSE\r\n\r\n'],
      ['431', `GET /health/live HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    ];
    for (const [status, bytes = ''] of requests) {
      const answer = await sendBytes(app.url, bytes);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      for (const field of [
        'Content-Type: application/problem+json; charset=utf-8',
        'Cache-Control: no-store',
        "Content-Security-Policy: default-src 'none'",
        'Referrer-Policy: no-referrer',
        'Strict-Transport-Security: max-age=31536000; includeSubDomains',
        'X-Content-Type-Options: nosniff',
        'X-Request-Id: ',
      ]) {
        expect(answer).toContain(`\r\n${field}`);
      }
    }
  });

  it('a wrong method is told the right ones', async () => {
    expect((await raw('DELETE', LOGIN)).headers.get('allow')).toBe('POST');
    expect((await raw('POST', ME)).headers.get('allow')).toBe('DELETE, GET, HEAD, PATCH');
    expect((await raw('PUT', '/health/ready')).headers.get('allow')).toBe('GET, HEAD');
  });

  it('private data is kept by no cache', async () => {
    for (const answer of [await person.login(), await person.send('GET', ME), await person.refresh()]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it.each(['abc', 'A.b_c~d-9', 'x'.repeat(64)])('a plain request id %j is kept', async (id) => {
    const answer = await app.visitor().send('GET', ME, { headers: { 'x-request-id': id } });
    expect(answer.headers.get('x-request-id')).toBe(id);
    expect(answer.body.requestId).toBe(id);
  });

  it.each(['', ' ', 'x'.repeat(65), 'a b', 'a,b', 'é', '<script>', '{"a":1}', '\t', "a'b", '../a'])(
    'a request id %j is replaced',
    async (id) => {
      const answer = await sendRaw(app.url, { path: ME, fields: ['X-Request-Id', id] });
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('two request ids are replaced by a third', async () => {
    const fields = ['X-Request-Id', 'one', 'X-Request-Id', 'two'];
    expect((await sendRaw(app.url, { path: ME, fields })).headers.get('x-request-id')).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });
});

describe('On an http address', () => {
  it('nobody is told to use https', async () => {
    const app = await sharedServer();
    const answer = await app.visitor().send('GET', '/health/live');
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect(answer.headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
    await app.stop();
  });
});
