import type { ServerResponse } from 'node:http';
import { HashQueueService } from '../../src/identity/passwords/hash-queue.service';
import { OPERATOR } from '../../src/identity/passwords/requester';
import { sessionsOfUser } from '../support/database/session-rows';
import { PASSWORD, type Visitor } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { until } from '../support/time/until';

describe('Logins that wait while every processor is busy with passwords', () => {
  let app: TestApp;
  let queue: HashQueueService;
  let person: Visitor;
  let busy: PromiseWithResolvers<void>;

  beforeAll(async () => {
    app = await startTestApp({ AUTH_THROTTLE: 'on', BCRYPT_COST: '10' });
    queue = app.app.get(HashQueueService, { strict: false });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
    busy = Promise.withResolvers();
    for (let job = 0; job < queue.concurrent; job += 1) {
      void queue.enqueue(() => busy.promise, OPERATOR);
    }
  });

  /** Counts the requests whose connection the server sees closed. */
  const countClosed = (): { requests: number } => {
    const closed = { requests: 0 };
    const server = app.app.getHttpServer();
    server.on('request', (_, answer: ServerResponse) => answer.once('close', () => (closed.requests += 1)));
    return closed;
  };
  const loginUntil = (signal: AbortSignal): Promise<unknown> =>
    fetch(`${app.url}/api/v1/auth/login`, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: person.email, password: PASSWORD }),
    }).catch((error: Error) => error.name);

  it('cost no hash when their clients have gone away, and open no session', async () => {
    const closed = countClosed();
    const clients = new AbortController();
    const abandoned = Array.from({ length: 3 }, () => loginUntil(clients.signal));
    await until(() => queue.length === 3);
    clients.abort();
    expect(await Promise.all(abandoned)).toEqual(Array(3).fill('AbortError'));
    await until(() => closed.requests === 3);
    expect(queue.length).toBe(0);
    const patient = app.visitor().login({ email: person.email });
    await until(() => queue.length === 1);
    busy.resolve();
    expect((await patient).status).toBe(200);
    expect((await app.visitor().login({ email: person.email })).status).toBe(200);
    expect(await sessionsOfUser(app.database.owner, person.userId)).toHaveLength(3);
  });
});
