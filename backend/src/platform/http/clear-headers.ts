import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../errors/problem';

/** Header fields that affect security or routing: of duplicates Node keeps the first, a proxy might keep the other. */
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
 * Rejects a request that repeats such a header field or has no `Host` (RFC 9110 section 5.3, RFC 9112 section 3.2).
 * @throws Problem MALFORMED_REQUEST
 */
export function requireClearHeaders({ raw }: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  const repeated = findRepeated(raw.rawHeaders);
  if (repeated) {
    throw new Problem('MALFORMED_REQUEST', { detail: `The header field ${repeated} was sent twice.` });
  }
  if (raw.httpVersion === '1.1' && raw.headers.host === undefined) {
    throw new Problem('MALFORMED_REQUEST', { detail: 'The header field host is missing.' });
  }
  done();
}

/** @param fields alternating names and values, as sent. */
function findRepeated(fields: string[]): string | undefined {
  const seen = new Set<string>();
  for (let index = 0; index < fields.length; index += 2) {
    const name = fields[index]!.toLowerCase();
    if (seen.has(name)) {
      return name;
    }
    if (SINGLE_HEADERS.has(name)) {
      seen.add(name);
    }
  }
  return undefined;
}
