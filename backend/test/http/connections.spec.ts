import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { insertLongTasks } from '../support/requests/download';
import { nextConnectionClosed } from '../support/servers/server-socket';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { TASKS } from '../support/tasks/tasks';
import { until } from '../support/time/until';

const NEIGHBOUR = '127.0.0.2';
const SOMEBODY_ELSE = '127.0.0.3';

/** Connections that are never closed from this side. */
const sockets: Socket[] = [];

async function open({ url }: Pick<TestApp, 'url'>, localAddress?: string): Promise<Socket> {
  const port = Number(new URL(url).port);
  const socket = connect({ host: '127.0.0.1', port, localAddress, allowHalfOpen: true });
  sockets.push(socket.on('error', () => undefined));
  await once(socket, 'connect');
  return socket;
}

function countConnections({ app }: TestApp): Promise<number> {
  return new Promise((resolve) => {
    app.getHttpServer().getConnections((_error: unknown, count: number) => resolve(count));
  });
}

function untilNobodyIsConnected(app: TestApp): Promise<void> {
  return until(async () => (await countConnections(app)) === 0);
}

describe('A connection ends', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ REQUEST_TIMEOUT: '1s' });
  });

  afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));

  afterAll(() => app.stop());

  it('after a request that cannot be read, though the client never closes its side', async () => {
    const closed = nextConnectionClosed(app);
    const socket = await open(app);
    socket.write('nonsense\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
    await closed;
  });

  it('when nothing follows a request that was answered', async () => {
    const { keepAliveTimeout } = app.app.getHttpServer();
    expect(keepAliveTimeout).toBe(1_000);
    const closed = nextConnectionClosed(app);
    const socket = await open(app);
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
    await closed;
  });

  it('when the client says nothing', async () => {
    const closed = nextConnectionClosed(app);
    await open(app);
    await closed;
  });

  it.each([
    ['goes on byte by byte', 'x'],
    ['does not go on', ''],
  ])('when the head of a request does not end and %s: it is answered 408', async (_name, more) => {
    const slowClosed = nextConnectionClosed(app);
    const slow = await open(app);
    slow.write('GET / HTTP/1.1\r\n');
    const trickle = setInterval(() => slow.write(more), 100);
    const [answer] = (await once(slow, 'data')) as [Buffer];
    clearInterval(trickle);
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 .*"code":"REQUEST_TIMEOUT"/s);
    const [, requestId = ''] = /^X-Request-Id: (.*)\r$/m.exec(answer.toString()) ?? [];
    expect(app.log.find((line) => line.includes(requestId))).toContain('"code":"REQUEST_TIMEOUT"');
    await slowClosed;
  });

  it('when the client takes nothing of the answers that it asks for', async () => {
    const person = app.visitor();
    await person.register();
    await insertLongTasks(app.database.owner, person.userId, 200);
    const closed = nextConnectionClosed(app);
    const socket = await open(app);
    const request = [
      `GET ${TASKS}?limit=200 HTTP/1.1`,
      'Host: localhost',
      `Authorization: Bearer ${person.accessToken}`,
    ].join('\r\n');
    socket.write(`${request}\r\n\r\n`.repeat(20));
    await closed;
  });
});

describe('The connections of one source', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ CONNECTIONS_PER_SOURCE: '3' });
  });

  afterAll(async () => {
    sockets.splice(0).forEach((socket) => socket.destroy());
    await app.stop();
  });

  const ask = async (socket: Socket): Promise<void> => {
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  };
  const untilEnded = (socket: Socket) =>
    Promise.race([once(socket.resume(), 'end'), once(socket, 'close'), once(socket, 'error')]);

  it('above the bound take the place of the one that is idle for longest', async () => {
    const [first, second, third] = [
      await open(app, NEIGHBOUR),
      await open(app, NEIGHBOUR),
      await open(app, NEIGHBOUR),
    ];
    await ask(first);
    const ended = untilEnded(second);
    const newcomer = await open(app, NEIGHBOUR);
    await ended;
    for (const socket of [newcomer, first, third]) {
      await ask(socket);
    }
    sockets.splice(0).forEach((socket) => socket.destroy());
    await untilNobodyIsConnected(app);
  });

  it('are closed at once above the bound while all are at work, and nobody else is kept out', async () => {
    const person = app.visitor();
    await person.register();
    const kept = [await open(app, NEIGHBOUR), await open(app, NEIGHBOUR), await open(app, NEIGHBOUR)];
    for (const socket of kept) {
      socket.write(
        `GET ${TASKS}/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${person.accessToken}\r\n\r\n`,
      );
      await once(socket, 'data');
    }
    await untilEnded(await open(app, NEIGHBOUR));
    expect(kept.map(({ closed }) => closed)).toEqual([false, false, false]);
    await ask(await open(app, SOMEBODY_ELSE));
    expect(app.log.some((line) => line.includes('connections-refused'))).toBe(true);
  });

  it('make room for others when they end', async () => {
    sockets.splice(0).forEach((socket) => socket.destroy());
    // But for the one over which somebody registered.
    await until(async () => (await countConnections(app)) <= 1);
    const socket = await open(app, NEIGHBOUR);
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  });
});
