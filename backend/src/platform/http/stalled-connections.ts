import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';
import { LATE_REQUEST } from './client-errors';

/** The response that Node is sending, or will send, over a connection. */
interface SocketWithMessage extends Socket {
  readonly _httpMessage?: ServerResponse | null;
}

/**
 * Closes a connection that has been inactive for `REQUEST_TIMEOUT`: no request is arriving, or the client does not read
 * a response in progress. A connection whose request is still being processed is left alone. An incomplete first
 * request is answered 408.
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

/** Node itself answers a request that trickles in; a silent one is first noticed by this timeout. */
function hasBegunFirstRequest({ _httpMessage: answer, bytesRead, bytesWritten }: SocketWithMessage): boolean {
  return !answer && bytesRead > 0 && bytesWritten === 0;
}

function tooLate(): Error {
  return Object.assign(new Error('The head of a request did not arrive in time'), { code: LATE_REQUEST });
}

function isStalled({ _httpMessage: answer, writableLength }: SocketWithMessage): boolean {
  return !answer || (answer.headersSent && writableLength > 0);
}
