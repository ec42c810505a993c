import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';
import { Problem, type ProblemCode, toProblemDocument } from '../errors/problem';
import { PROBLEM_CONTENT_TYPE } from './send-problem';
import { clientAddressOf } from './client-address';
import { bareSecurityHeaders } from './security-headers';

interface SocketWithMessage extends Socket {
  _httpMessage?: ServerResponse;
}

/** Milliseconds for the client to read the response. Then the connection is destroyed, even if it is still open. */
const GRACE = 2_000;

/** Node's code for a request that did not arrive in time. */
export const LATE_REQUEST = 'ERR_HTTP_REQUEST_TIMEOUT';

/** Node's HTTP parser errors (https://nodejs.org/api/errors.html); any other is invalid framing. */
const PARSER_CODES: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  [LATE_REQUEST]: 'REQUEST_TIMEOUT',
};

const logger = new Logger('HttpParser');

/** Answers requests that the HTTP parser rejected before they were complete, and logs them. */
export function clientErrorHandler(
  config: Config,
): (error: NodeJS.ErrnoException, socket: SocketWithMessage) => void {
  const headers = bareSecurityHeaders(config);
  return (error, socket) => {
    if (!socket.writable || socket._httpMessage?.headersSent) {
      socket.destroy(error);
      return;
    }
    const problem = new Problem(PARSER_CODES[error.code ?? ''] ?? 'MALFORMED_REQUEST');
    const requestId = randomUUID();
    socket.end(writeAnswer(problem, requestId, headers));
    logger.log({
      msg: 'request',
      requestId,
      status: problem.getStatus(),
      code: problem.code,
      ip: clientAddressOf({ ip: socket.remoteAddress }),
    });
    setTimeout(() => socket.destroy(), GRACE).unref();
  };
}

function writeAnswer(problem: Problem, requestId: string, securityHeaders: Record<string, string>): string {
  const status = problem.getStatus();
  const body = JSON.stringify(toProblemDocument(problem, requestId));
  const headers = {
    ...securityHeaders,
    'Cache-Control': 'no-store',
    'Content-Type': PROBLEM_CONTENT_TYPE,
    'Content-Length': Buffer.byteLength(body),
    'X-Request-Id': requestId,
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}

/** An unknown expectation may be ignored (RFC 9110 section 10.1.1); Node would send a bare 417. */
export function ignoreExpectations({ server }: FastifyInstance): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
