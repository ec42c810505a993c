import { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';

describe('With REGISTRATION=closed', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ REGISTRATION: 'closed' });
  });

  afterAll(() => app.stop());

  const sendToRegister = (body: unknown) => app.visitor().send('POST', '/api/v1/auth/register', { body });

  it.each<[string, unknown]>([
    ['a good request', { email: 'ada@example.org', password: 'a long enough passphrase' }],
    ['a bad request', { email: 'nobody' }],
  ])('%s for an account is refused, and leaves nothing', async (_name, body) => {
    const answer = await sendToRegister(body);
    expectProblem(answer, 403, 'REGISTRATION_CLOSED');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await app.database.owner.query('SELECT id FROM users')).toEqual([]);
  });

  it('who has an account signs in as before', async () => {
    const { database } = app;
    const environment = { ...database.environment, REGISTRATION: 'open' };
    const open = await startServerOn({ ...database, environment });
    const ada = new Visitor(open.url);
    expect((await ada.register()).status).toBe(201);
    const same = app.visitor();
    expect((await same.login({ email: ada.email })).status).toBe(200);
    await open.app.close();
  });
});
