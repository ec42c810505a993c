import { expectProblem } from './expect-problem';
import { startTestApp, type TestApp } from './test-app';
import type { Answer } from './visitor';

const LISTED = 'https://app.example.com';
const ALSO_LISTED = 'http://localhost:4200';

const corsFieldsOf = ({ headers }: Answer) =>
  [...headers].filter(([name]) => name.startsWith('access-control-'));

describe('Cross-origin requests', () => {
  let app: TestApp;

  const ask = (origin: string, path = '/api/v1/tasks'): Promise<Answer> =>
    app.visitor().send('GET', path, { headers: { origin } });

  const preflight = (origin: string, method: string): Promise<Answer> =>
    app.visitor().send('OPTIONS', '/api/v1/tasks', {
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type,if-match',
      },
    });

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
      app = await startTestApp({ CORS_ORIGINS: `${LISTED}, ${ALSO_LISTED}` });
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
      expect(answer.headers.get('access-control-allow-methods')?.split(/, ?/)).toContain(method);
      expect(answer.headers.get('access-control-allow-headers')).toMatch(
        /authorization.*content-type.*if-match/,
      );
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

    it('that are no preflight are answered without a body', async () => {
      const answer = await app.visitor().send('OPTIONS', '/api/v1/tasks');
      expect(answer.status).toBe(204);
      expect(answer.text).toBe('');
    });
  });
});
