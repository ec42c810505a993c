import { randomInt } from 'node:crypto';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { endTurn } from './turn-of-request';

/** One server-sent event (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
interface ServerSentEvent {
  readonly name: string;
  readonly id: string;
  readonly data: object;
}

/** Milliseconds after which a client whose stream has ended reconnects. */
const RETRY = 2_000;

export const HEART_BEAT = ':\n\n';

/** Takes over the raw response: the framework does not support responses without an end. */
export function startEventStream(reply: FastifyReply): ServerResponse {
  void reply.headers({
    'Cache-Control': 'no-store',
    // The connection is not reused after a stream, so that shutdown need not wait for it.
    Connection: 'close',
    'Content-Type': 'text/event-stream',
    'X-Accel-Buffering': 'no',
    'X-Request-Id': reply.request.id,
  });
  endTurn(reply.request);
  reply.hijack();
  return reply.raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders);
}

/** The first block: the reconnection delay, and the resume position until the first event. */
export function writeGreeting(id: string): string {
  return `retry: ${RETRY}\nid: ${id}\n\n`;
}

/** The last block before shutdown. The delay is randomised, so that clients do not reconnect all at once. */
export function writeFarewell(): string {
  return `retry: ${randomInt(RETRY / 2, RETRY * 2)}\n\n`;
}

export function writeEvent({ name, id, data }: ServerSentEvent): string {
  return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
