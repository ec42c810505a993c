import { text } from 'node:stream/consumers';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { ME } from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { startDownload } from '../support/requests/download';
import { followEvents } from '../support/requests/event-reader';
import { openConnection, SlowSender } from '../support/requests/slow-client';
import { ServerProcess } from '../support/servers/server-process';
import { TASK_EXPORT } from '../support/tasks/task-files';
import { createTask, insertTasks } from '../support/tasks/tasks';
import { until } from '../support/time/until';

/** More than the server has connections to the database. */
const SLOW_READERS = 12;
/** More of them than fit into the buffers between a server and a client that reads nothing. */
const TASKS_EACH = 4_000;
const LONG = 'x'.repeat(2_500);

const SLOW_SENDERS = 100;
const IDLE_CONNECTIONS = 2_000;

describe('Others are served', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  let person: Visitor;
  let slow: Visitor;

  beforeAll(async () => {
    database = await createTestDatabase({ EXPORTS_MAXIMUM: String(SLOW_READERS) });
    server = await ServerProcess.start(database.environment);
    await server.ready();
    [person, slow] = [new Visitor(server.url), new Visitor(server.url)];
    await person.register();
    await slow.register();
  });

  afterAll(async () => {
    server.kill('SIGTERM');
    expect(await server.ending).toEqual({ code: 0, stderr: '' });
    await database.drop();
  });

  /** Reads, writes, hears of it, and signs in again. */
  async function expectService(): Promise<void> {
    const reader = await followEvents(person);
    const { id } = await createTask(person);
    expect(await reader.next()).toMatchObject({ id });
    reader.close();
    expect((await person.send('GET', ME)).status).toBe(200);
    expect((await new Visitor(server.url).login({ email: person.email })).status).toBe(200);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  }

  it('while a hundred clients send byte by byte, and so are those in the end', async () => {
    const senders = await Promise.all(
      Array.from({ length: SLOW_SENDERS }, (_, index) => SlowSender.start(slow, `Task ${index}`)),
    );
    const [first, ...rest] = senders;
    await expectService();
    const answers = await Promise.all([
      first?.send(async () => expect((await person.send('GET', ME)).status).toBe(200)),
      ...rest.map((sender) => sender.send()),
    ]);
    for (const answer of answers) {
      expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    }
    await expectService();
  });

  it('while clients do not read what they have asked for, and so are those in the end', async () => {
    const rows = Array.from({ length: TASKS_EACH }, (_, index) => ({
      title: `Task ${index}`,
      description: LONG,
    }));
    const reader = new Visitor(server.url);
    await reader.register();
    await insertTasks(database.owner, reader.userId, rows);
    const path = `${TASK_EXPORT}?format=json`;
    const downloads = await Promise.all(
      Array.from({ length: SLOW_READERS }, () => startDownload(reader, path)),
    );
    await expectService();
    expect(downloads.map(({ complete }) => complete)).toEqual(Array(SLOW_READERS).fill(false));
    for (const response of downloads) {
      const { tasks } = JSON.parse(await text(response)) as { tasks: unknown[] };
      expect(tasks).toHaveLength(TASKS_EACH);
    }
    await expectService();
  });

  it('while two thousand connections are open that nobody uses', async () => {
    const sockets = await Promise.all(
      Array.from({ length: IDLE_CONNECTIONS }, () => openConnection(server.url)),
    );
    await expectService();
    expect(sockets.filter(({ closed }) => closed)).toEqual([]);
    sockets.forEach((socket) => socket.destroy());
    await until(() => sockets.every(({ closed }) => closed));
    await expectService();
  });
});
