import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';
import { Problem, type ProblemCode, PROBLEMS, toProblemDocument } from '../errors/problem';
import { PROBLEM_CONTENT_TYPE } from './send-problem';
import { bareSecurityHeaders } from './security-headers';

interface SocketWithMessage extends Socket {
  _httpMessage?: ServerResponse;
}

/** Milliseconds in which a client can take the answer. Then the connection is gone, whether or not it closes its side. */
const GRACE = 2_000;

/** Answers what the HTTP parser refused before there was a request: bad framing, header fields too large. */
export function clientErrorHandler(
  config: Config,
): (error: NodeJS.ErrnoException, socket: SocketWithMessage) => void {
  const headers = bareSecurityHeaders(config);
  return (error, socket) => {
    if (!socket.writable || socket._httpMessage?.headersSent) {
      socket.destroy(error);
      return;
    }
    const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'HEADERS_TOO_LARGE' : 'MALFORMED_REQUEST';
    socket.end(writeAnswer(code, headers));
    setTimeout(() => socket.destroy(), GRACE).unref();
  };
}

function writeAnswer(code: ProblemCode, securityHeaders: Record<string, string>): string {
  const [status] = PROBLEMS[code];
  const requestId = randomUUID();
  const body = JSON.stringify(toProblemDocument(new Problem(code), requestId));
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

/** An expectation that nobody knows may be ignored (RFC 9110 section 10.1.1); Node would send a bare 417. */
export function ignoreExpectations({ server }: FastifyInstance): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
