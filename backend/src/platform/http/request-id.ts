import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

const PLAIN_TOKEN = /^[\w.~-]{1,64}$/;

/** The caller's `X-Request-Id` when it is a plain token of up to 64 characters, else a new one (ASVS V16.4.1). */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && PLAIN_TOKEN.test(given) ? given : randomUUID();
}

/** Sends the request's id with every response; the hook also covers those that end early, such as preflight requests. */
export function sendRequestIds(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    void reply.header('X-Request-Id', request.id);
    done(null, payload);
  });
}
