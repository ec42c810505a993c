import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { ME } from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { followEvents } from '../support/requests/event-reader';
import { listensAt } from '../support/servers/listens-at';
import { startReady } from '../support/servers/server-pair';
import { killAll, type ServerProcess } from '../support/servers/server-process';
import { createTask } from '../support/tasks/tasks';
import { until } from '../support/time/until';

const CLEAN = { code: 0, stderr: '' };
/** Of a server for each test, as each ends one. */
const SETTINGS = {
  leavingLater: { SHUTDOWN_DELAY: '1h' },
  leavingSoon: { SHUTDOWN_DELAY: '100ms' },
  answering: {},
  streaming: {},
  impatient: { SHUTDOWN_TIMEOUT: '100ms' },
};
type Name = keyof typeof SETTINGS;

describe('A server process that gets SIGTERM', () => {
  let database: TestDatabase;
  let servers: Record<Name, ServerProcess>;
  let server: ServerProcess;
  let person: Visitor;

  beforeAll(async () => {
    database = await createTestDatabase();
    const started = Object.entries(SETTINGS).map(
      async ([name, settings]) => [name, await startReady({ ...database.environment, ...settings })] as const,
    );
    servers = Object.fromEntries(await Promise.all(started)) as typeof servers;
  });

  async function enter(name: Name): Promise<void> {
    server = servers[name];
    person = new Visitor(server.url);
    await person.register();
  }

  afterAll(async () => {
    await killAll(Object.values(servers));
    await database.drop();
  });

  const isReady = async () => (await fetch(`${server.url}/health/ready`)).ok;

  it('is not ready any more, and serves requests for SHUTDOWN_DELAY all the same', async () => {
    await enter('leavingLater');
    server.kill('SIGTERM');
    await until(async () => !(await isReady()));
    expect((await person.send('GET', ME)).status).toBe(200);
    expect((await person.login()).status).toBe(200);
    server.kill('SIGKILL');
    await server.ending;
  });

  it('ends when SHUTDOWN_DELAY is over', async () => {
    await enter('leavingSoon');
    server.kill('SIGTERM');
    expect(await server.ending).toEqual(CLEAN);
  });

  it('answers the request in hand, takes no new ones, and ends', async () => {
    await enter('answering');
    const other = await openTransaction(database);
    await other.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [person.userId]);
    const answer = person.send('PATCH', ME, { body: { displayName: 'In hand' } });
    await untilBlocked(database.owner);
    server.kill('SIGTERM');
    await until(async () => !(await listensAt(server.url)));
    await other.commit();
    expect(await answer).toMatchObject({ status: 200, body: { displayName: 'In hand' } });
    expect(await server.ending).toEqual(CLEAN);
  });

  it('ends streams of events with the time after which to come back', async () => {
    await enter('streaming');
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
    await enter('impatient');
    const slow = await sendSlowly();
    expect(await isReady()).toBe(true);
    server.kill('SIGTERM');
    expect(await readText(slow)).toBe('');
    expect(await server.ending).toEqual(CLEAN);
  });
});
