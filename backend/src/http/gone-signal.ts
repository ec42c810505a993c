import type { FastifyReply } from 'fastify';

/**
 * Aborted as soon as nobody waits for the answer any more. Fastify's `request.signal` will not do: it follows the
 * request, which closes when its body has been read, so it aborts too early, or never when it is asked for later.
 */
export function goneSignalOf({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const gone = new AbortController();
  if (raw.destroyed) {
    gone.abort();
  } else {
    raw.once('close', () => gone.abort());
  }
  return gone.signal;
}
