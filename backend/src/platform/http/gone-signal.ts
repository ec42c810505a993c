import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';

/**
 * Aborted as soon as the client no longer waits for the response: it was sent, or the connection is closed. Fastify's
 * `request.signal` is unsuitable: it follows the request, which closes when its body has been read, so it aborts too
 * early, or never when accessed later.
 */
export function goneSignalOf({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const gone = new AbortController();
  const { signal } = gone;
  const connectionEnd = endOf(raw.req.socket);
  if (raw.destroyed || connectionEnd.aborted) {
    gone.abort();
  } else {
    raw.once('close', () => gone.abort());
    // A response queued behind others on its connection gets no close event.
    connectionEnd.addEventListener('abort', () => gone.abort(), { signal });
  }
  return signal;
}

/** One per connection, however many requests it carries. */
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
