import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { Config } from '../../src/platform/config/config';
import { UserPseudonyms } from '../../src/platform/logging/user-pseudonyms';
import { ageRotation } from '../support/database/session-rows';
import { type Answer, PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sendBytes, sendRaw } from '../support/requests/raw-request';
import { startTestApp, type TestApp } from '../support/servers/test-app';

const ME = '/api/v1/users/me';
const CANARY = 'canary-7d1f';
/** As far as a header field can hold them. */
const CONTROLS = '\u0085\u009b\u009f\u00ad';
const HIDDEN = `${CONTROLS}\u007f\u202e\u2066\u2028\u200b\u{e0041}`;
const NASTY = `\u001b[31m${CANARY}\u001b[0m \u2028\u2029\u0085 "},{"level":"fatal" \r\n{"level":"fatal"}`;

describe('The log', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ LOG_LEVEL: 'trace' });
  });

  afterAll(() => app.stop());

  const lines = () => app.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  const pseudonymOf = ({ userId }: Visitor) => new UserPseudonyms(app.app.get(Config)).of(userId);
  const linesOf = ({ headers }: Answer) =>
    lines().filter(({ requestId }) => requestId === headers.get('x-request-id'));

  it('has one line for an answer: what, when, how it ended, and from where', async () => {
    const answer = await app.visitor().send('GET', `${ME}?token=${CANARY}`);
    expect(linesOf(answer)).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
        msg: 'request',
        requestId: answer.headers.get('x-request-id'),
        method: 'GET',
        route: ME,
        status: 401,
        code: 'TOKEN_MISSING',
        milliseconds: expect.any(Number),
        ip: '127.0.0.1',
      },
    ]);
  });

  it('tells every event of authentication, with the request it belongs to', async () => {
    const visitor = app.visitor();
    const registered = await visitor.register();
    const { email } = visitor;
    const user = pseudonymOf(visitor);
    expect(linesOf(registered)).toContainEqual(expect.objectContaining({ event: 'registered', user }));

    const failed = await app.visitor().login({ email, password: 'not the right one' });
    expect(linesOf(failed)).toContainEqual(
      expect.objectContaining({ level: 'warn', event: 'sign-in-failed', user, ip: '127.0.0.1' }),
    );
    const unknown = await app.visitor().login({ email: `${randomUUID()}@example.org` });
    expect(linesOf(unknown)).toContainEqual(expect.objectContaining({ event: 'sign-in-failed' }));

    const signedIn = await visitor.login();
    expect(linesOf(signedIn)).toContainEqual(expect.objectContaining({ event: 'signed-in', user }));
    expect(JSON.stringify(linesOf(signedIn))).not.toContain('"gone"');
    expect(linesOf(signedIn)).toContainEqual(expect.objectContaining({ event: 'signed-out', user }));

    const first = visitor.refreshToken;
    await ageRotation(app.database.owner, first);
    await visitor.refresh();
    await visitor.send('GET', ME);
    await ageRotation(app.database.owner, first);
    const reused = await visitor.clone().refresh(first);
    expect(linesOf(reused)).toContainEqual(
      expect.objectContaining({ level: 'warn', event: 'refresh-token-reused', user }),
    );
  });

  it('has one name for a person in every line, which is not the id', async () => {
    const visitor = app.visitor();
    await visitor.register();
    const user = pseudonymOf(visitor);
    expect(linesOf(await visitor.send('GET', ME))).toEqual([expect.objectContaining({ status: 200, user })]);
    expect(linesOf(await visitor.logout())).toContainEqual(
      expect.objectContaining({ event: 'signed-out', user }),
    );
    expect(app.log.join('\n')).not.toContain(visitor.userId);
  });

  it('tells why a request was refused', async () => {
    const visitor = app.visitor();
    const forged = await visitor.send('GET', ME, { headers: { authorization: 'Bearer forged' } });
    expect(linesOf(forged)).toContainEqual(expect.objectContaining({ status: 401, code: 'TOKEN_INVALID' }));
    const headers = { origin: 'https://evil.example' };
    const foreign = await visitor.send('POST', '/api/v1/auth/logout', { headers });
    expect(linesOf(foreign)).toContainEqual(expect.objectContaining({ status: 403, code: 'CSRF_REJECTED' }));
  });

  it('keeps secrets and unknown names out, wherever they were sent', async () => {
    const visitor = app.visitor();
    await visitor.register({ password: `password ${CANARY}` });
    const secrets = [visitor.accessToken ?? '', visitor.refreshToken, visitor.email];
    await visitor.login({ password: `wrong ${CANARY}` });
    await visitor.login({ email: CANARY, password: CANARY });
    await visitor.login({ [CANARY]: CANARY, currentPassword: CANARY });
    await visitor.send('POST', '/api/v1/auth/login', { body: `{"password":"${CANARY}"` });
    await visitor.send('GET', `/api/v1/tasks/${CANARY}?q=${CANARY}#${CANARY}`);
    await visitor.send('GET', `/${CANARY}?access_token=${CANARY}`);
    for (const name of [
      'authorization',
      'cookie',
      'x-request-id',
      'referer',
      'x-api-key',
      'origin',
      'if-match',
    ]) {
      await visitor.send('GET', ME, { headers: { [name]: `${CANARY} ${CANARY}` } });
    }
    for (const authorization of [
      `Bearer ${CANARY}`,
      `Bearer ${CANARY}.${CANARY}.${CANARY}`,
      `Basic ${CANARY}`,
    ]) {
      await visitor.send('GET', ME, { headers: { authorization } });
    }
    await visitor.refresh(`v1.${CANARY}.${CANARY}`);
    await sendBytes(app.url, `GET /${CANARY} HTTP/1.1\r\n${CANARY}\r\n\r\n`);
    const log = app.log.join('\n');
    expect(log).not.toContain(CANARY);
    for (const secret of [PASSWORD, ...secrets]) {
      expect(log).not.toContain(secret);
    }
    for (const name of ['JWT_SECRETS', 'REFRESH_SECRETS', 'PASSWORD_PEPPER', 'DATABASE_URL']) {
      expect(log).not.toContain(app.database.environment[name] ?? name);
    }
  });

  it('cannot be forged by control characters', async () => {
    const visitor = app.visitor();
    const before = app.log.length;
    await visitor.login({ email: NASTY, password: NASTY });
    await visitor.register({ displayName: NASTY });
    const latin1 = Buffer.from(NASTY.replaceAll(/\p{Cc}/gu, '')).toString('latin1');
    for (const name of ['User-Agent', 'X-Request-Id', 'X-Forwarded-For', 'Referer']) {
      await sendRaw(app.url, { path: ME, fields: [name, latin1] });
    }
    await sendBytes(app.url, `GET ${ME} HTTP/1.1\r\nHost: a\r\nUser-Agent: \u001b[31m${CANARY}\r\n\r\n`);
    const written = app.log.slice(before);
    expect(written.length).toBeGreaterThan(5);
    for (const line of written) {
      expect(JSON.parse(line)).toMatchObject({ level: expect.stringMatching(/^(info|warn|debug)$/) });
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(line).not.toContain(CANARY);
    }
  });

  it('shows every character, whoever wrote it', async () => {
    const userAgent = `Odd${CONTROLS}/1.0 (${CONTROLS})`;
    const visitor = app.visitor();
    await visitor.register();
    const before = app.log.length;
    for (const [method, path, body] of [
      ['POST', '/api/v1/auth/login', { email: visitor.email, password: PASSWORD }],
      ['POST', '/api/v1/auth/login', { email: visitor.email, password: 'not the right one' }],
    ] as const) {
      const fields = ['User-Agent', userAgent, 'Content-Type', 'application/json'];
      await sendRaw(app.url, { method, path, fields, body: JSON.stringify(body) });
    }
    new Logger('Anybody').error({ [`a${HIDDEN}`]: HIDDEN, err: new Error(`no ${HIDDEN}`), msg: HIDDEN });
    const written = app.log.slice(before);
    expect(written.length).toBeGreaterThan(4);
    for (const line of written) {
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
    expect(written.map((line) => JSON.parse(line) as object)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          event: 'signed-in',
          userAgent: 'Odd\ufffd\ufffd\ufffd\ufffd/1.0 (\ufffd\ufffd\ufffd\ufffd)',
        }),
        expect.objectContaining({ event: 'sign-in-failed', userAgent: expect.stringContaining('Odd\ufffd') }),
        expect.objectContaining({ context: 'Anybody', msg: HIDDEN, [`a${HIDDEN}`]: HIDDEN }),
      ]),
    );
    await visitor.login();
    for (const path of ['/api/v1/auth/sessions', `${ME}/security-events`, `${ME}/export`]) {
      const { text } = await visitor.send('GET', path);
      expect(text).toContain('Odd\ufffd');
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
  });

  it('tells an unexpected error, and neither it nor the answer tells what was in the row', async () => {
    const email = `${CANARY}@example.org`;
    await app.database.owner.query('ALTER TABLE users ADD CONSTRAINT broken CHECK (false) NOT VALID');
    const answer = await app.visitor().register({ email });
    await app.database.owner.query('ALTER TABLE users DROP CONSTRAINT broken');
    expectProblem(answer, 500, 'INTERNAL');
    expect(answer.text).not.toMatch(/broken|constraint|users/i);
    expect(linesOf(answer)).toContainEqual(
      expect.objectContaining({
        level: 'error',
        code: 'INTERNAL',
        err: expect.objectContaining({
          message: expect.stringContaining('violates check constraint "broken"'),
          stack: expect.stringContaining('QueryFailedError'),
        }),
      }),
    );
    const log = app.log.join('\n');
    expect(log).not.toContain(email);
    expect(log).not.toContain('$2b$');
  });
});
