import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Gives the place of the request to the next one of the same person; undefined when it has none. */
    endTurn?: (() => void) | undefined;
  }
}

/** The work is done, and what is left is to send the answer. */
export function endTurn(request: FastifyRequest): void {
  request.endTurn?.();
  request.endTurn = undefined;
}

/**
 * Ends the turn of a request when its answer begins, whatever the answer is. Not when the connection closes: work goes
 * on when its client has left.
 */
export function endTurnsWithAnswers(server: FastifyInstance): void {
  server.addHook('onSend', (request, _reply, payload, done) => {
    endTurn(request);
    done(null, payload);
  });
}
