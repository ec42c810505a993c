import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { endOutage, startOutage } from '../support/database/outage';
import { ageRotation, sessionOf } from '../support/database/session-rows';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { persistently } from '../support/requests/persistently';
import { endCleanly, startReady } from '../support/servers/server-pair';
import { startTestApp, type TestApp } from '../support/servers/test-app';

const ME = '/api/v1/users/me';

describe('While the database cannot be reached', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ AUTH_THROTTLE: 'on' });
    person = app.visitor();
    await person.register();
    await startOutage(app.database);
  });

  afterAll(async () => {
    await app.stop();
  });

  it('the server lives, and is not ready', async () => {
    expect((await app.visitor().send('GET', '/health/live')).status).toBe(200);
    expectUnavailable(await app.visitor().send('GET', '/health/ready'));
  });

  it.each<[string, () => Promise<Answer>]>([
    ['a login', () => app.visitor().login({ email: person.email })],
    ['a sign-up', () => app.visitor().register()],
    ['a refresh', () => person.clone().refresh()],
    ['a sign-out', () => person.clone().logout()],
    ['a request with a token', () => person.send('GET', ME)],
    ['a list of tasks', () => person.send('GET', '/api/v1/tasks')],
  ])('%s is told to come back later, and signs nobody out', async (_name, send) => {
    expectUnavailable(await send());
  });

  it('a request that needs no database is answered', async () => {
    expectProblem(await app.visitor().send('GET', ME), 401, 'TOKEN_MISSING');
    expectProblem(await app.visitor().send('GET', '/api/v1/nowhere'), 404, 'NOT_FOUND');
  });

  it('nothing needs a restart when it is back', async () => {
    await endOutage(app.database);
    expect((await persistently(() => app.visitor().send('GET', '/health/ready'))).status).toBe(200);
    expect((await person.send('GET', ME)).status).toBe(200);
    expect((await person.refresh()).status).toBe(200);
    expect((await person.login()).status).toBe(200);
    expect((await app.visitor().register()).status).toBe(201);
  });
});

describe('A database that is lost in the middle of a request', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  const usersNamed = (email: string) =>
    app.database.owner.query<unknown[]>('SELECT id FROM users WHERE email_key = $1', [email]);

  /** Loses the database while the request waits for a row that somebody else holds. */
  async function loseDatabaseDuring(
    lock: string,
    row: string,
    request: () => Promise<Answer>,
  ): Promise<Answer> {
    const holder = await openTransaction(app.database);
    await holder.query(lock, [row]);
    const answer = request();
    await untilBlocked(app.database.owner);
    await startOutage(app.database);
    const lost = await answer;
    await holder.commit();
    await endOutage(app.database);
    return lost;
  }

  it('leaves no half account behind', async () => {
    const visitor = app.visitor();
    await visitor.register();
    const { cookies } = visitor.clone();
    const newcomer = Object.assign(app.visitor(), { cookies });
    const email = 'half@example.org';
    const answer = await loseDatabaseDuring(
      'SELECT id FROM sessions WHERE user_id = $1 FOR UPDATE',
      visitor.userId,
      () => newcomer.register({ email }),
    );
    expectUnavailable(answer);
    expect(await usersNamed(email)).toEqual([]);
    expect((await sessionOf(app.database.owner, visitor.refreshToken)).revoked_at).toBeNull();
    expect((await persistently(() => newcomer.register({ email }))).status).toBe(201);
  });

  it('leaves a refresh undone, and the same token goes on afterwards', async () => {
    const visitor = app.visitor();
    await visitor.register();
    const first = visitor.refreshToken;
    await ageRotation(app.database.owner, first);
    const answer = await loseDatabaseDuring(
      'SELECT id FROM sessions WHERE user_id = $1 FOR UPDATE',
      visitor.userId,
      () => visitor.refresh(),
    );
    expectUnavailable(answer);
    expect((await sessionOf(app.database.owner, first)).generation).toBe(1);
    expect((await persistently(() => visitor.refresh())).status).toBe(200);
    expect((await sessionOf(app.database.owner, first)).generation).toBe(2);
  });
});

describe('A database that answers too slowly', () => {
  // How long that is is a setting: see config.spec.ts. Here they give up while the database is still slow.
  it('makes requests give up within five seconds, with nothing done', async () => {
    const app = await startTestApp();
    const hasty = await startReady({ ...app.database.environment, STATEMENT_TIMEOUT: '1s' });
    const former = app.visitor();
    await former.register();
    const { refreshToken } = former;
    await ageRotation(app.database.owner, refreshToken);
    const slow = await openTransaction(app.database);
    await slow.query('SELECT id FROM sessions WHERE user_id = $1 FOR UPDATE', [former.userId]);
    const there = (): Visitor => Object.assign(former.clone(), { url: hasty.url });
    const signUp = there().register({ email: 'slow@example.org' });
    expectUnavailable(await there().refresh());
    expectUnavailable(await signUp);
    await slow.commit();
    await endCleanly(hasty);
    expect((await sessionOf(app.database.owner, refreshToken)).generation).toBe(1);
    expect((await app.visitor().register({ email: 'slow@example.org' })).status).toBe(201);
    await app.stop();
  });
});

describe('When requests cannot be counted', () => {
  it('nobody signs in, and nobody is signed out', async () => {
    const app = await startTestApp({ AUTH_THROTTLE: 'on' });
    const visitor = app.visitor();
    await visitor.register();
    await app.database.owner.query('ALTER TABLE rate_limits RENAME TO lost');
    expectUnavailable(await app.visitor().login({ email: visitor.email }));
    expectUnavailable(await app.visitor().register());
    expectUnavailable(await visitor.refresh());
    expect((await visitor.send('GET', ME)).status).toBe(200);
    await app.database.owner.query('ALTER TABLE lost RENAME TO rate_limits');
    expect((await visitor.refresh()).status).toBe(200);
    await app.stop();
  });
});

describe('A database whose migrations are not up to date', () => {
  it('makes the server not ready', async () => {
    const app = await startTestApp();
    await app.database.owner.query('DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)');
    expectUnavailable(await app.visitor().send('GET', '/health/ready'));
    await app.stop();
  });
});

function expectUnavailable(answer: Answer): void {
  expectProblem(answer, 503, 'UNAVAILABLE');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(answer.headers.get('clear-site-data')).toBeNull();
}
