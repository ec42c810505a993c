import { ageRotation, sessionIdOf } from '../support/database/session-rows';
import { readToken } from '../support/people/forged-token';
import type { Answer } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { Stopwatch } from '../support/time/stopwatch';

const DAY = 86_400;

/** `Set-Cookie` as name, value and attributes in lower case. */
function cookiesOf({ headers }: Answer): Record<string, { value: string; attributes: string[] }> {
  return Object.fromEntries(
    headers.getSetCookie().map((line) => {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = pair.split('=');
      return [name, { value, attributes: attributes.map((attribute) => attribute.toLowerCase()).sort() }];
    }),
  );
}

function maxAgeOf(answer: Answer): number[] {
  return Object.values(cookiesOf(answer)).map(({ attributes }) =>
    Number(attributes.find((attribute) => attribute.startsWith('max-age='))?.slice(8)),
  );
}

describe('The cookies of a session', () => {
  describe('on an http address', () => {
    let app: TestServer;

    beforeAll(async () => {
      app = await sharedServer();
    });

    afterAll(() => app.stop());

    it('are session cookies unless the person wants to be remembered', async () => {
      const visitor = app.visitor();
      const answers = [
        await visitor.register(),
        await visitor.login({ rememberMe: false }),
        await visitor.refresh(),
      ];
      for (const answer of answers) {
        expect(cookiesOf(answer)).toEqual({
          taskward_refresh_3000: {
            value: expect.stringMatching(/^v1\./),
            attributes: ['httponly', 'path=/', 'samesite=strict'],
          },
          taskward_signed_in_3000: { value: '1', attributes: ['path=/', 'samesite=strict'] },
        });
      }
    });

    it('both last for the idle time when the person wants to be remembered', async () => {
      const visitor = app.visitor();
      expect(maxAgeOf(await visitor.register({ rememberMe: true }))).toEqual([7 * DAY, 7 * DAY]);
      expect(maxAgeOf(await visitor.login({ rememberMe: true }))).toEqual([7 * DAY, 7 * DAY]);
      await ageRotation(app.database.owner, visitor.refreshToken);
      expect(maxAgeOf(await visitor.refresh())).toEqual([7 * DAY, 7 * DAY]);
    });

    it('never outlast the absolute end of the session, and neither does the access token', async () => {
      const visitor = app.visitor();
      await visitor.register({ rememberMe: true });
      const since = new Stopwatch();
      await app.database.owner.query(
        `UPDATE sessions SET rotated_at = now() - interval '1 h', absolute_expires_at = now() + interval '5 min'
         WHERE id = $1`,
        [sessionIdOf(visitor.refreshToken)],
      );
      const answer = await visitor.refresh();
      for (const seconds of [...maxAgeOf(answer), answer.body.expiresIn]) {
        expect(seconds).toBeGreaterThanOrEqual(300 - since.seconds);
        expect(seconds).toBeLessThanOrEqual(300);
      }
      const { claims } = readToken(visitor.accessToken ?? '');
      expect(Number(claims.exp) - Number(claims.iat)).toBe(answer.body.expiresIn);
    });

    it('last for what is left of the idle time when nothing was rotated', async () => {
      const visitor = app.visitor();
      await visitor.register({ rememberMe: true });
      const since = new Stopwatch();
      await app.database.owner.query(
        `UPDATE sessions SET idle_expires_at = now() + interval '5 min' WHERE id = $1`,
        [sessionIdOf(visitor.refreshToken)],
      );
      for (const seconds of maxAgeOf(await visitor.refresh())) {
        expect(seconds).toBeGreaterThanOrEqual(300 - since.seconds);
        expect(seconds).toBeLessThanOrEqual(300);
      }
    });

    it('are cleared by signing out', async () => {
      const visitor = app.visitor();
      await visitor.register();
      expect(cookiesOf(await visitor.logout())).toEqual({
        taskward_refresh_3000: {
          value: '',
          attributes: ['httponly', 'max-age=0', 'path=/', 'samesite=strict'],
        },
        taskward_signed_in_3000: { value: '', attributes: ['max-age=0', 'path=/', 'samesite=strict'] },
      });
    });

    it('are the only place where the refresh token appears', async () => {
      const visitor = app.visitor();
      const answers = [await visitor.register(), await visitor.login(), await visitor.refresh()];
      const mac = visitor.refreshToken.split('.')[4] ?? '';
      for (const { text, headers } of answers) {
        const others = [...headers].filter(([name]) => name !== 'set-cookie');
        expect(text + JSON.stringify(others)).not.toContain(mac);
      }
    });
  });

  describe('on an https address', () => {
    let app: TestServer;

    beforeAll(async () => {
      app = await sharedServer({ PUBLIC_URL: 'https://tasks.example.com' });
    });

    afterAll(() => app.stop());

    it('are Secure, and the one with the token belongs to this host alone', async () => {
      const visitor = app.visitor();
      const answers = [
        await visitor.register(),
        await visitor.login(),
        await visitor.refresh(),
        await visitor.logout(),
      ];
      for (const answer of answers) {
        const cookies = cookiesOf(answer);
        expect(Object.keys(cookies)).toEqual(['__Host-taskward_refresh', 'taskward_signed_in']);
        expect(cookies['__Host-taskward_refresh']?.attributes).toEqual(
          expect.arrayContaining(['httponly', 'path=/', 'samesite=strict', 'secure']),
        );
        expect(cookies.taskward_signed_in?.attributes).toEqual(
          expect.arrayContaining(['path=/', 'samesite=strict', 'secure']),
        );
        for (const line of answer.headers.getSetCookie()) {
          expect(line).not.toMatch(/domain/i);
          expect(line.length).toBeLessThan(4_096);
        }
      }
    });

    it('have no name that a site without encryption could have set', async () => {
      const visitor = app.visitor();
      await visitor.register();
      const token = visitor.cookies.get('__Host-taskward_refresh') ?? '';
      expect((await visitor.refresh(token)).status).toBe(401);
    });
  });
});
