import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';
import { LATE_REQUEST } from './client-errors';

/** The answer that Node is sending over a connection, or is going to. */
interface SocketWithMessage extends Socket {
  readonly _httpMessage?: ServerResponse | null;
}

/**
 * Ends a connection on which nothing has moved for `REQUEST_TIMEOUT`: nobody asks for anything on it, or nobody takes the
 * answer that has begun. One whose request the server is still working on is left alone. A first request that has begun
 * and does not go on is answered 408.
 */
export function endStalledConnections({ server }: FastifyInstance, { requestTimeout }: Config): void {
  server.setTimeout(requestTimeout, (socket: SocketWithMessage) => {
    if (hasBegunFirstRequest(socket)) {
      server.emit('clientError', tooLate(), socket);
    } else if (isStalled(socket)) {
      socket.destroy();
    }
  });
}

/** Node answers one that trickles in by itself; of one that is silent this time-out hears first. */
function hasBegunFirstRequest({ _httpMessage: answer, bytesRead, bytesWritten }: SocketWithMessage): boolean {
  return !answer && bytesRead > 0 && bytesWritten === 0;
}

function tooLate(): Error {
  return Object.assign(new Error('The head of a request did not arrive in time'), { code: LATE_REQUEST });
}

function isStalled({ _httpMessage: answer, writableLength }: SocketWithMessage): boolean {
  return !answer || (answer.headersSent && writableLength > 0);
}
