import { UnreadAnswersService } from '../../src/platform/http/unread-answers.service';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { openConnection } from '../support/requests/slow-client';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, insertTasks, listTasks, TASKS } from '../support/tasks/tasks';
import { until } from '../support/time/until';

/** More than fits into the buffers of a connection, several times. */
const PAGE = `${TASKS}?limit=200`;
const LONG = '\u{1f600}'.repeat(10_000);
const MEBIBYTE = 1_048_576;

describe('Somebody who does not read the answers', () => {
  let app: TestApp;
  let ada: Visitor;
  let eve: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ UNREAD_SPACE: '1' });
    [ada, eve] = [app.visitor(), app.visitor()];
    await ada.register();
    await eve.register();
    await createTask(eve);
    const tasks = Array.from({ length: 200 }, () => ({ title: 'Long', description: LONG }));
    await insertTasks(app.database.owner, ada.userId, tasks);
  });

  afterAll(() => app.stop());

  const unread = () => app.app.get(UnreadAnswersService).of(ada.userId);

  it('gets no more before they are read or given up, and others go on', async () => {
    const { host } = new URL(ada.url);
    const socket = await openConnection(ada.url);
    socket.write(
      `GET ${PAGE} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${ada.accessToken}\r\n\r\n`.repeat(5),
    );
    await until(() => unread() > 8 * MEBIBYTE);
    const refused = await ada.send('POST', TASKS, { body: { title: 'Never made' } });
    expectProblem(refused, 429, 'RATE_LIMITED');
    expect(refused.headers.get('ratelimit-policy')).toBe(`"unread_space";q=${MEBIBYTE};qu="content-bytes"`);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await listTasks(eve)).status).toBe(200);
    socket.destroy();
    await until(() => unread() === 0);
    expect((await createTask(ada)).title).toBe('Water the plants');
  });

  it('who reads them is not told so', async () => {
    for (let round = 0; round < 2; round += 1) {
      expect((await ada.send('GET', PAGE)).status).toBe(200);
      await until(() => unread() === 0);
    }
  });
});
