import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';

/** The answer that Node is sending over a connection, or is going to. */
interface SocketWithMessage extends Socket {
  readonly _httpMessage?: ServerResponse | null;
}

/**
 * Ends a connection on which nothing has moved for `REQUEST_TIMEOUT`: nobody asks for anything on it, or nobody takes the
 * answer that has begun. One whose request the server is still working on is left alone.
 */
export function endStalledConnections({ server }: FastifyInstance, { requestTimeout }: Config): void {
  server.setTimeout(requestTimeout, (socket: SocketWithMessage) => {
    if (isStalled(socket)) {
      socket.destroy();
    }
  });
}

function isStalled({ _httpMessage: answer, writableLength }: SocketWithMessage): boolean {
  return !answer || (answer.headersSent && writableLength > 0);
}
