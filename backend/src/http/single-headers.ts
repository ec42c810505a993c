import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../errors/problem';

/** Header fields that decide about the request: Node keeps the first of two, a proxy might keep the other. */
const SINGLE_HEADERS = new Set([
  'authorization',
  'content-type',
  'host',
  'if-match',
  'if-none-match',
  'origin',
  'sec-fetch-site',
  'x-taskward-csrf',
]);

/**
 * Refuses a request that sends a deciding header field twice (RFC 9110 section 5.3).
 * @throws Problem MALFORMED_REQUEST
 */
export function requireSingleHeaders(request: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  const seen = new Set<string>();
  const { rawHeaders } = request.raw;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (SINGLE_HEADERS.has(name) && seen.has(name)) {
      throw new Problem('MALFORMED_REQUEST', { detail: `The header field ${name} was sent twice.` });
    }
    seen.add(name);
  }
  done();
}
