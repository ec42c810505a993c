import { LIMITS } from '../../src/identity/throttling/limits';
import { countBy, guess, THROTTLED } from '../support/people/password-guesses';
import { type Answer, PASSWORD } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';

describe('A client with a network of IPv6', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp(THROTTLED);
  });

  afterAll(() => app.stop());

  /** Of its own for each test: what was used up a moment ago is remembered. */
  let network = 0x10;

  beforeEach(async () => {
    network += 1;
    await app.database.owner.query('DELETE FROM rate_limits');
  });

  const from = (index: number) => `2001:db8:${network.toString(16)}:${index.toString(16)}::1`;
  /** A cheap request, refused only after it was counted. */
  const send = (route: string, address: string): Promise<Answer> =>
    app
      .visitor()
      .send('POST', `/api/v1/auth/${route}`, { headers: { 'x-forwarded-for': address }, body: {} });

  it.each(['login', 'register'])('gets no more than six hundred requests to %s out of it', async (route) => {
    expect((await send(route, from(0))).status).toBe(400);
    await app.database.owner.query(`UPDATE rate_limits SET points = $1 WHERE key LIKE 'network:%'`, [
      LIMITS.network.quota - 10,
    ]);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => send(route, from(index + 1))));
    expect(countBy(answers.map(({ status }) => status))).toEqual({ 400: 10, 429: 20 });
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('ratelimit-policy')).toBe('"network";q=600;w=60');
    expect((await send(route, '2001:db8:8::1')).status).toBe(400);
  });

  it('keeps no known browser out that is in it as well', async () => {
    const owner = app.visitor();
    await owner.register();
    await guess(app, { email: '', from: from(1) });
    await app.database.owner.query(`UPDATE rate_limits SET points = 600 WHERE key LIKE 'network:%'`);
    const right = { email: owner.email, from: from(2), password: PASSWORD };
    expectProblem(await guess(app, right), 429, 'RATE_LIMITED');
    expect((await guess(app, { ...right, browser: owner })).status).toBe(200);
  });
});
