import type { FastifyInstance, FastifyRequest } from 'fastify';
import { clientAddressOf } from './client-address';
import { RefusalPace } from './refusal-pace';
import { sourceOf } from './source';

/** Requests on one connection are not counted, and each that waits takes memory. */
const WAITING_MAXIMUM = 1_000;

/**
 * Lets a 429 wait when one person, or one source, gets many of them: whoever asks again at once would keep the server
 * busy with refusals. Stands behind what ends the turn of a request.
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
