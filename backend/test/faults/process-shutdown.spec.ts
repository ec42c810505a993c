import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { ME } from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { followEvents } from '../support/requests/event-reader';
import { answersAt } from '../support/servers/answers-at';
import { ServerProcess } from '../support/servers/server-process';
import { createTask } from '../support/tasks/tasks';
import { until } from '../support/time/until';

const CLEAN = { code: 0, stderr: '' };

describe('A server process that gets SIGTERM', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  let person: Visitor;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  async function start(settings: NodeJS.ProcessEnv = {}): Promise<void> {
    server = await ServerProcess.start({ ...database.environment, ...settings });
    await server.ready();
    person = new Visitor(server.url);
    await person.register();
  }

  const isReady = async () => (await fetch(`${server.url}/health/ready`)).ok;
  const accepts = () => answersAt(`${server.url}/health/live`);

  it('is not ready any more, and serves requests for SHUTDOWN_DELAY all the same', async () => {
    await start({ SHUTDOWN_DELAY: '1h' });
    server.kill('SIGTERM');
    await until(async () => !(await isReady()));
    expect((await person.send('GET', ME)).status).toBe(200);
    expect((await person.login()).status).toBe(200);
    server.kill('SIGKILL');
    await server.ending;
  });

  it('ends when SHUTDOWN_DELAY is over', async () => {
    await start({ SHUTDOWN_DELAY: '1s' });
    server.kill('SIGTERM');
    expect(await server.ending).toEqual(CLEAN);
  });

  it('answers the request in hand, takes no new ones, and ends', async () => {
    await start();
    const other = await openTransaction(database);
    await other.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [person.userId]);
    const answer = person.send('PATCH', ME, { body: { displayName: 'In hand' } });
    await untilBlocked(database.owner);
    server.kill('SIGTERM');
    await until(async () => !(await accepts()));
    await other.commit();
    expect(await answer).toMatchObject({ status: 200, body: { displayName: 'In hand' } });
    expect(await server.ending).toEqual(CLEAN);
  });

  it('ends streams of events with the time after which to come back', async () => {
    await start();
    const reader = await followEvents(person);
    const { id } = await createTask(person);
    expect(await reader.next()).toMatchObject({ id });
    server.kill('SIGTERM');
    const [farewell, ...rest] = await reader.rest();
    expect(farewell).toEqual({ retry: expect.stringMatching(/^\d{4}$/) });
    expect(rest).toEqual([]);
    expect(await server.ending).toEqual(CLEAN);
  });

  /** Sends the head of a request and the first byte of its body. */
  async function sendSlowly(): Promise<Socket> {
    const { port, host } = new URL(server.url);
    const socket = connect(Number(port), 'localhost').on('error', () => undefined);
    await once(socket, 'connect');
    const head = `POST /api/v1/auth/login HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json`;
    socket.write(`${head}\r\nContent-Length: 100\r\n\r\n{`);
    return socket;
  }

  // The time itself is a setting: less than ten seconds, see config.spec.ts.
  it('does not wait for a client that sends too slowly: after SHUTDOWN_TIMEOUT it is gone, without an answer', async () => {
    await start({ SHUTDOWN_TIMEOUT: '1s' });
    const slow = await sendSlowly();
    expect(await isReady()).toBe(true);
    server.kill('SIGTERM');
    expect(await readText(slow)).toBe('');
    expect(await server.ending).toEqual(CLEAN);
  });
});
