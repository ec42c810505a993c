import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

const requestIds = new AsyncLocalStorage<string>();

/** The request that is being handled, if any: what every line about it is found by (ASVS V16.2.1). */
export function currentRequestId(): string | undefined {
  return requestIds.getStore();
}

/** Remembers the request for all that its handler does. Not before: reading the body loses the context. */
export function followRequests(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => requestIds.run(request.id, done));
}
