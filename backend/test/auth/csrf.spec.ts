import { sessionOf, sessionsOfUser } from '../support/database/session-rows';
import { type Answer, PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ownServer, type TestServer } from '../support/servers/test-server';

const OWN = 'http://localhost:3000';
const LISTED = 'https://app.example.com';
const ROUTES = ['register', 'login', 'refresh', 'logout'];

describe('A request that changes who is signed in', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await ownServer({ CORS_ORIGINS: LISTED });
    person = app.visitor();
    await person.register();
  });

  afterAll(() => app.stop());

  const send = (route: string, headers: Record<string, string>): Promise<Answer> =>
    person.clone().send('POST', `/api/v1/auth/${route}`, {
      headers: { 'x-taskward-csrf': '1', ...headers },
      ...(['register', 'login'].includes(route) && { body: { email: 'mallory', password: PASSWORD } }),
    });

  describe.each(ROUTES)('on %s', (route) => {
    it.each<[string, Record<string, string>]>([
      ['a script', {}],
      ['the portal', { origin: OWN, 'sec-fetch-site': 'same-origin' }],
      ['a browser that sends no Sec-Fetch-Site', { origin: OWN }],
      ['the address bar', { 'sec-fetch-site': 'none' }],
      ['a listed origin', { origin: LISTED, 'sec-fetch-site': 'cross-site' }],
      ['a listed origin on the same site', { origin: LISTED, 'sec-fetch-site': 'same-site' }],
    ])('is let through from %s', async (_name, headers) => {
      const answer = await send(route, headers);
      expect(answer.status).not.toBe(403);
      await person.login();
    });

    it.each<[string, Record<string, string>]>([
      ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
      ['another site that hides its name', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
      ['an origin null alone', { origin: 'null' }],
      ['another site without Origin', { 'sec-fetch-site': 'cross-site' }],
      ['a neighbour', { origin: 'http://localhost:4000', 'sec-fetch-site': 'same-site' }],
      ['a neighbour without Origin', { 'sec-fetch-site': 'same-site' }],
      ['our origin, but across sites', { origin: OWN, 'sec-fetch-site': 'cross-site' }],
      ['an unknown relation', { origin: OWN, 'sec-fetch-site': 'friendly' }],
      ['our name with another ending', { origin: `${OWN}.evil.example` }],
      ['our name with another beginning', { origin: 'http://evil-localhost:3000' }],
      ['our name without port', { origin: 'http://localhost' }],
      ['our name on another port', { origin: 'http://localhost:30000' }],
      ['our name over https', { origin: 'https://localhost:3000' }],
      ['our name in capitals', { origin: OWN.toUpperCase() }],
      ['our name with a path', { origin: `${OWN}/` }],
      ['our name in a list', { origin: `${OWN}, https://evil.example` }],
      ['our name as user', { origin: 'http://localhost:3000@evil.example' }],
      ['a listed name over http', { origin: LISTED.replace('https', 'http') }],
      ['a name below a listed one', { origin: 'https://evil.app.example.com' }],
      ['an empty origin', { origin: '' }],
    ])('is refused from %s', async (_name, headers) => {
      const answer = await send(route, headers);
      expectProblem(answer, 403, 'CSRF_REJECTED');
      expect(answer.headers.getSetCookie()).toEqual([]);
    });
  });

  it('changes nothing when it is refused', async () => {
    const before = await sessionsOfUser(app.database.owner, person.userId);
    const foreign = { origin: 'https://evil.example' };
    for (const route of ROUTES) {
      const body = { email: person.email, password: PASSWORD };
      const headers = { 'x-taskward-csrf': '1', ...foreign };
      await person.clone().send('POST', `/api/v1/auth/${route}`, { headers, body });
    }
    expect(await sessionsOfUser(app.database.owner, person.userId)).toEqual(before);
    expect((await sessionOf(app.database.owner, person.refreshToken)).revoked_at).toBeNull();
  });

  it('is no form: those are refused by their type', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
    ]) {
      const body = JSON.stringify({ email: person.email, password: PASSWORD });
      const answer = await app.visitor().send('POST', '/api/v1/auth/login', {
        body,
        headers: { 'content-type': type },
      });
      expectProblem(answer, 415, 'UNSUPPORTED_MEDIA_TYPE');
    }
  });

  it('is no GET, whatever it claims to be', async () => {
    for (const route of ROUTES) {
      const headers = { 'x-taskward-csrf': '1', 'x-http-method-override': 'POST' };
      const answer = await person.clone().send('GET', `/api/v1/auth/${route}?_method=POST`, { headers });
      expectProblem(answer, 405, 'METHOD_NOT_ALLOWED');
      expect(answer.headers.get('allow')).toBe('POST');
    }
  });
});
