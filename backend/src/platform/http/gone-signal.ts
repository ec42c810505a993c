import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';

/**
 * Aborted as soon as nobody waits for the answer any more: it is sent, or its connection is gone. Fastify's
 * `request.signal` will not do: it follows the request, which closes when its body has been read, so it aborts too
 * early, or never when it is asked for later.
 */
export function goneSignalOf({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const gone = new AbortController();
  const { signal } = gone;
  const connectionEnd = endOf(raw.req.socket);
  if (raw.destroyed || connectionEnd.aborted) {
    gone.abort();
  } else {
    raw.once('close', () => gone.abort());
    // An answer that waits behind others on its connection hears nothing of the end.
    connectionEnd.addEventListener('abort', () => gone.abort(), { signal });
  }
  return signal;
}

/** One for each connection, however many requests are on it. */
const ends = new WeakMap<Socket, AbortSignal>();

function endOf(connection: Socket): AbortSignal {
  let end = ends.get(connection);
  if (!end) {
    const ending = new AbortController();
    connection.once('close', () => ending.abort());
    end = connection.destroyed ? AbortSignal.abort() : ending.signal;
    ends.set(connection, end);
  }
  return end;
}
