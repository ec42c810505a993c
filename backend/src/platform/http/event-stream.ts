import { randomInt } from 'node:crypto';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { endTurn } from './turn-of-request';

/** What a reader of events is sent (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
interface ServerSentEvent {
  readonly name: string;
  readonly id: string;
  readonly data: object;
}

/** Milliseconds after which a reader whose stream has ended comes back. */
const RETRY = 2_000;

export const HEART_BEAT = ':\n\n';

/** Takes the answer out of the hands of the framework, which knows no answer without an end. */
export function startEventStream(reply: FastifyReply): ServerResponse {
  void reply.headers({
    'Cache-Control': 'no-store',
    // A connection that was used for a stream is not used again: nothing has to wait for it when the server stops.
    Connection: 'close',
    'Content-Type': 'text/event-stream',
    'X-Accel-Buffering': 'no',
    'X-Request-Id': reply.request.id,
  });
  endTurn(reply.request);
  reply.hijack();
  return reply.raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders);
}

/** The first block: when to come back, and from where if nothing happens until then. */
export function writeGreeting(id: string): string {
  return `retry: ${RETRY}\nid: ${id}\n\n`;
}

/** The last block before the server stops. Readers come back at different times, not all at once to the next server. */
export function writeFarewell(): string {
  return `retry: ${randomInt(RETRY / 2, RETRY * 2)}\n\n`;
}

export function writeEvent({ name, id, data }: ServerSentEvent): string {
  return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
