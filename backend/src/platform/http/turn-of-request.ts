import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Passes the request's turn to the next request of the same person; undefined when it has none. */
    endTurn?: (() => void) | undefined;
  }
}

/** The work is done; only the response remains to be sent. */
export function endTurn(request: FastifyRequest): void {
  request.endTurn?.();
  request.endTurn = undefined;
}

/**
 * Ends the turn of a request when its response begins, whatever its status. Not when the connection closes: work
 * continues after the client has disconnected.
 */
export function endTurnsWithAnswers(server: FastifyInstance): void {
  server.addHook('onSend', (request, _reply, payload, done) => {
    endTurn(request);
    done(null, payload);
  });
}
