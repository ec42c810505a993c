import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Visitor } from '../people/visitor';
import { TASKS } from '../tasks/tasks';

/** A connection that says nothing yet. */
export async function openConnection(url: string): Promise<Socket> {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** Somebody whose request to make a task goes out byte by byte. */
export class SlowSender {
  private constructor(
    private readonly socket: Socket,
    private readonly rest: Buffer,
  ) {}

  /** Sends the head of the request. */
  static async start({ url, accessToken }: Visitor, title: string): Promise<SlowSender> {
    const body = Buffer.from(JSON.stringify({ title }));
    const socket = await openConnection(url);
    const head = [
      `POST ${TASKS} HTTP/1.1`,
      `Host: ${new URL(url).host}`,
      `Authorization: Bearer ${accessToken}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    return new SlowSender(socket, body);
  }

  /** Byte by byte, with `between` after each of them; resolves to the answer as it was sent. */
  async send(between: () => Promise<unknown> = nextTurn): Promise<string> {
    const answer = text(this.socket);
    for (const byte of this.rest) {
      this.socket.write(Buffer.of(byte));
      await between();
    }
    return answer;
  }
}
