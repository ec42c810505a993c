import type { FastifyInstance, FastifyRequest } from 'fastify';
import { clientAddressOf } from './client-address';
import { RefusalPace } from './refusal-pace';
import { sourceOf } from './source';

/** Requests on one connection are not limited, and each delayed response takes memory. */
const WAITING_MAXIMUM = 1_000;

/**
 * Delays 429 responses when one person or source gets many of them: clients that retry at once would keep the server
 * busy refusing. Runs after the hook that ends the request's turn.
 */
export function delayRefusals(server: FastifyInstance): void {
  const pace = new RefusalPace();
  let waiting = 0;
  server.addHook('onSend', (request, reply, payload, done) => {
    const wait = reply.statusCode === 429 ? pace.next(keyOf(request)) : 0;
    if (wait === 0 || waiting === WAITING_MAXIMUM) {
      done(null, payload);
      return;
    }
    waiting += 1;
    setTimeout(() => {
      waiting -= 1;
      done(null, payload);
    }, wait);
  });
}

function keyOf(request: FastifyRequest): string {
  const { user } = request as { user?: { id: string } };
  return user?.id ?? sourceOf(clientAddressOf(request));
}
