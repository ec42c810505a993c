import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sendRaw } from '../support/requests/raw-request';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const ME = '/api/v1/users/me';

describe('The Authorization header', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    person = app.visitor();
    await person.register();
  });

  afterAll(() => app.stop());

  const send = (...fields: string[]): Promise<Answer> => sendRaw(app.url, { path: ME, fields });
  const token = () => person.accessToken ?? '';

  it('with one bearer token lets somebody in', async () => {
    expect((await send('Authorization', `Bearer ${token()}`)).status).toBe(200);
  });

  it('names its scheme in any letter case (RFC 9110 section 11.1)', async () => {
    expect((await send('authorization', `bearer ${token()}`)).status).toBe(200);
    expect((await send('AUTHORIZATION', `BEARER ${token()}`)).status).toBe(200);
  });

  it('that is missing is asked for, without an error (RFC 6750 section 3.1)', async () => {
    const answer = await send();
    expectProblem(answer, 401, 'TOKEN_MISSING');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="taskward"');
  });

  it.each<[string, () => string]>([
    ['nothing in it', () => ''],
    ['a scheme alone', () => 'Bearer'],
    ['a token alone', () => token()],
    ['two spaces', () => `Bearer  ${token()}`],
    ['a tab', () => `Bearer\t${token()}`],
    ['a colon', () => `Bearer: ${token()}`],
    ['text after the token', () => `Bearer ${token()} extra`],
    ['a comma after the token', () => `Bearer ${token()},`],
    ['two tokens', () => `Bearer ${token()}, Bearer ${token()}`],
    ['parameters', () => `Bearer token="${token()}"`],
    ['quotes', () => `Bearer "${token()}"`],
    ['basic credentials', () => `Basic ${Buffer.from('ada:password').toString('base64')}`],
    ['the scheme JWT', () => `JWT ${token()}`],
    ['text before the scheme', () => `x Bearer ${token()}`],
  ])('with %s is refused', async (_name, value) => {
    const answer = await send('Authorization', value());
    expectProblem(answer, 401, 'TOKEN_INVALID');
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('sent twice is malformed, also when both are right', async () => {
    const value = `Bearer ${token()}`;
    expectProblem(await send('Authorization', value, 'Authorization', value), 400, 'MALFORMED_REQUEST');
    expectProblem(await send('Authorization', value, 'authorization', 'x'), 400, 'MALFORMED_REQUEST');
  });

  it('is the only place where a token is looked for', async () => {
    for (const path of [`${ME}?access_token=${token()}`, `${ME}?token=${token()}`]) {
      expectProblem(await sendRaw(app.url, { path }), 401, 'TOKEN_MISSING');
    }
    expectProblem(await send('Cookie', `access_token=${token()}`), 401, 'TOKEN_MISSING');
    expectProblem(await send('Cookie', `taskward_refresh_3000=${person.refreshToken}`), 401, 'TOKEN_MISSING');
    expectProblem(await send('X-User-Id', person.userId), 401, 'TOKEN_MISSING');
    const body = JSON.stringify({ access_token: token() });
    const fields = ['Content-Type', 'application/json', 'Content-Length', String(Buffer.byteLength(body))];
    const answer = await sendRaw(app.url, { method: 'POST', path: '/api/v1/tasks', fields, body });
    expectProblem(answer, 401, 'TOKEN_MISSING');
  });
});
