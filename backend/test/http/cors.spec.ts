import { randomUUID } from 'node:crypto';
import { operationsOf, readDocument } from '../support/contract/api-document';
import type { Answer } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sendRaw } from '../support/requests/raw-request';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { until } from '../support/time/until';

const LISTED = 'https://app.example.com';
const ALSO_LISTED = 'http://localhost:4200';

const corsFieldsOf = ({ headers }: Answer) =>
  [...headers].filter(([name]) => name.startsWith('access-control-'));

describe('Cross-origin requests', () => {
  let app: TestApp;

  const ask = (origin: string, path = '/api/v1/tasks'): Promise<Answer> =>
    app.visitor().send('GET', path, { headers: { origin } });

  const preflight = (
    origin: string,
    method: string,
    fields = 'authorization,content-type,if-match',
  ): Promise<Answer> =>
    app.visitor().send('OPTIONS', '/api/v1/tasks', {
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': fields,
      },
    });

  const namesIn = ({ headers }: Answer, field: string): string[] =>
    (headers.get(field) ?? '').toLowerCase().split(', ');

  describe('without a listed origin', () => {
    beforeAll(async () => {
      app = await startTestApp();
    });

    afterAll(() => app.stop());

    it('get no permission at all', async () => {
      for (const origin of ['https://evil.example', 'null', 'http://localhost:3000']) {
        expect(corsFieldsOf(await ask(origin))).toEqual([]);
        const answer = await preflight(origin, 'PUT');
        expect(corsFieldsOf(answer)).toEqual([]);
        expectProblem(answer, 405, 'METHOD_NOT_ALLOWED');
      }
    });

    it('may not load answers into another page', async () => {
      const answer = await ask('https://evil.example');
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    });
  });

  describe('with listed origins', () => {
    beforeAll(async () => {
      app = await startTestApp({
        CORS_ORIGINS: `${LISTED}, ${ALSO_LISTED}`,
        PUBLIC_URL: 'https://tasks.example.com',
        API_DOCS: 'on',
      });
    });

    afterAll(() => app.stop());

    it.each([LISTED, ALSO_LISTED])('are allowed from %s, without credentials', async (origin) => {
      for (const path of ['/api/v1/tasks', '/api/v1/nowhere']) {
        const answer = await ask(origin, path);
        expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
        expect(answer.headers.get('access-control-expose-headers')).toContain('ETag');
        expect(answer.headers.get('vary')).toMatch(/\borigin\b/i);
      }
    });

    it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('may use %s', async (method) => {
      const answer = await preflight(LISTED, method);
      expect(answer.status).toBe(204);
      expect(answer.headers.get('access-control-allow-origin')).toBe(LISTED);
      expect(namesIn(answer, 'access-control-allow-methods')).toContain(method.toLowerCase());
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('vary')).toMatch(/\borigin\b/i);
      expect(answer.headers.get('x-request-id')).toMatch(/./);
    });

    it.each([
      'https://evil.example',
      'null',
      'http://app.example.com',
      'https://app.example.com:8443',
      'https://app.example.com.evil.example',
      'https://app.example.com.',
      'https://evilapp.example.com',
      'https://sub.app.example.com',
      'https://APP.example.com',
      'https://app.example.com/',
      'https://app.example.com@evil.example',
      `${LISTED}, https://evil.example`,
      'http://localhost:3000',
      '*',
    ])('get no permission from %s', async (origin) => {
      for (const answer of [await ask(origin), await preflight(origin, 'DELETE')]) {
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
        expect(answer.headers.get('vary')).toMatch(/\borigin\b/i);
      }
    });

    it('vary by origin also when none is named', async () => {
      const answer = await app.visitor().send('GET', '/api/v1/tasks');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('vary')).toMatch(/\borigin\b/i);
    });

    it('may send the fields that some route reads, and no others', async () => {
      const answer = await preflight(LISTED, 'POST', 'x-forwarded-for, x-admin, cookie, authorization');
      const allowed = namesIn(answer, 'access-control-allow-headers');
      for (const { parameters } of operationsOf(await readDocument(app))) {
        const fields = parameters.filter((parameter) => parameter.in === 'header');
        expect(allowed).toEqual(expect.arrayContaining(fields.map(({ name }) => name.toLowerCase())));
      }
      expect(allowed).toEqual([
        'authorization',
        'content-type',
        'idempotency-key',
        'if-match',
        'if-none-match',
        'last-event-id',
        'x-request-id',
        'x-taskward-csrf',
      ]);
      expect(await preflight(LISTED, 'POST').then(corsFieldsOf)).toEqual(corsFieldsOf(answer));
    });

    it('ask before with the header fields of every answer, and again after ten minutes', async () => {
      const answer = await preflight(LISTED, 'PUT');
      expect(answer.text).toBe('');
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'access-control-max-age': '600',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringMatching(/^default-src 'none'/),
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringMatching(/^max-age=/),
        'x-content-type-options': 'nosniff',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      const isLogged = (line: string) => line.includes(answer.headers.get('x-request-id') ?? 'none');
      await until(() => app.log.some(isLogged));
      expect(JSON.parse(app.log.find(isLogged) ?? '')).toMatchObject({ method: 'OPTIONS', status: 204 });
    });

    it.each<[string, string[]]>([
      ['without an origin', ['Access-Control-Request-Method', 'PUT']],
      ['of another origin', ['Origin', 'https://evil.example', 'Access-Control-Request-Method', 'PUT']],
      ['of two origins', ['Origin', LISTED, 'Origin', LISTED, 'Access-Control-Request-Method', 'PUT']],
      ['that ask for nothing', ['Origin', LISTED]],
      ['that nobody explains', []],
    ])('OPTIONS %s are no question of a browser', async (_name, fields) => {
      for (const path of ['/api/v1/tasks', '/health/ready', `/api/v1/tasks/${randomUUID()}/complete`]) {
        const answer = await sendRaw(app.url, { method: 'OPTIONS', path, fields });
        expect([400, 405]).toContain(answer.status);
        expectProblem(
          answer,
          answer.status,
          answer.status === 400 ? 'MALFORMED_REQUEST' : 'METHOD_NOT_ALLOWED',
        );
        expect(answer.headers.get('access-control-allow-methods')).toBeNull();
      }
      const nowhere = await sendRaw(app.url, { method: 'OPTIONS', path: '/api/v1/nowhere', fields });
      expectProblem(nowhere, nowhere.status, nowhere.status === 400 ? 'MALFORMED_REQUEST' : 'NOT_FOUND');
    });

    it('can read what is wrong with a request', async () => {
      const refused = await ask(LISTED, '/api/v1/users/me');
      expectProblem(refused, 401, 'TOKEN_MISSING');
      expect(refused.headers.get('access-control-allow-origin')).toBe(LISTED);
      expect(namesIn(refused, 'access-control-expose-headers')).toContain('retry-after');
    });
  });
});
