import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Problem, type ProblemCode, toProblemDocument } from '../errors/problem';
import { PROBLEM_CONTENT_TYPE } from '../errors/send-problem';

/** What an answer carries that is made before any hook runs. */
export const BARE_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
} as const;

interface SocketWithMessage extends Socket {
  _httpMessage?: ServerResponse;
}

/** Answers what the HTTP parser refused before there was a request: bad framing, header fields too large. */
export function answerClientError(error: NodeJS.ErrnoException, socket: SocketWithMessage): void {
  if (!socket.writable || socket._httpMessage?.headersSent) {
    socket.destroy(error);
    return;
  }
  const code: ProblemCode = error.code === 'HPE_HEADER_OVERFLOW' ? 'HEADERS_TOO_LARGE' : 'MALFORMED_REQUEST';
  const problem = new Problem(code);
  const requestId = randomUUID();
  const body = JSON.stringify(toProblemDocument(problem, requestId));
  const status = problem.getStatus();
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `Content-Type: ${PROBLEM_CONTENT_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      ...Object.entries(BARE_HEADERS).map(([name, value]) => `${name}: ${value}`),
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
