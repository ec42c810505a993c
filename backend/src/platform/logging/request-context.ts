import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

const requestIds = new AsyncLocalStorage<string>();

/** The id of the current request, if any, by which its log lines are found (ASVS V16.2.1). */
export function currentRequestId(): string | undefined {
  return requestIds.getStore();
}

/** Sets the context for the request's handler. Not earlier: reading the body loses the context. */
export function followRequests(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => requestIds.run(request.id, done));
}
