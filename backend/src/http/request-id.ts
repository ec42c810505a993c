import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const PLAIN_TOKEN = /^[\w.~-]{1,64}$/;

/** The caller's `X-Request-Id` when it is a plain token of up to 64 characters, else a new one (ASVS V16.4.1). */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && PLAIN_TOKEN.test(given) ? given : randomUUID();
}
