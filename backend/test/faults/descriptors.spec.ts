import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { Visitor } from '../support/people/visitor';
import { endCleanly } from '../support/servers/server-pair';
import { ServerProcess } from '../support/servers/server-process';
import { importFile, TASK_IMPORT } from '../support/tasks/task-files';
import { createTask, TASKS } from '../support/tasks/tasks';
import { until } from '../support/time/until';

/** More than a server needs to start, and few enough to be used up. */
const DESCRIPTORS = 128;

describe('A server that has no file descriptor left', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  let person: Visitor;
  /** Keeps the one connection that it has. */
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await ServerProcess.start(database.environment, undefined, DESCRIPTORS);
    await server.ready();
    person = new Visitor(server.url);
    await person.register();
  });

  afterAll(async () => {
    agent.destroy();
    await endCleanly(server);
    await database.drop();
  });

  /** The status of the answer over the connection that is kept. */
  function ask(method: string, path: string, body?: string): Promise<number | undefined> {
    const headers = { authorization: `Bearer ${person.accessToken}`, 'content-type': 'text/csv' };
    return new Promise((resolve, reject) => {
      const sent = request(server.url + path, { agent, method, headers }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode));
      });
      sent.on('error', reject).end(body);
    });
  }

  /** A connection that asks for something; resolves to whether it was answered, or refused. */
  function isAnswered(socket: Socket): Promise<boolean> {
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    return new Promise((resolve) => {
      socket.once('data', () => resolve(true)).once('close', () => resolve(false));
    });
  }

  function open(): Socket {
    return connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => undefined);
  }

  it('lives, serves who is connected without flooding its log, and goes on when there are some again', async () => {
    expect(await ask('GET', TASKS)).toBe(200);
    const sockets: Socket[] = [];
    do {
      sockets.push(open());
    } while (await isAnswered(sockets.at(-1)!));
    expect(await ask('GET', TASKS)).toBe(200);
    // It needs a file: there is no space for one, which is no mistake of the server.
    expect(await ask('POST', TASK_IMPORT, 'title\nA')).toBe(503);
    expect(await isAnswered(open())).toBe(false);
    sockets.forEach((socket) => socket.destroy());
    await until(() => isAnswered(open()));
    await createTask(person);
    expect((await importFile(person, 'csv', 'title\nA')).status).toBe(200);
    await server.untilLogged(({ route, status }) => route === TASK_IMPORT && status === 200);
    const errors = server.log.filter(({ level }) => level === 'error' || level === 'fatal');
    expect(errors).toMatchObject([{ code: 'UNAVAILABLE', err: { code: 'EMFILE' } }]);
  });
});
