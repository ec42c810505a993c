import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { goneSignalOf } from './gone-signal';

/** In bytes. Smaller answers are bounded by the number of requests in a minute. */
const LARGE = 16_384;

/**
 * The bytes of large answers that their readers have not taken yet, by person: each waits in the memory of the process,
 * behind what the connection can hold.
 */
@Injectable()
export class UnreadAnswers {
  private readonly bytes = new Map<string, number>();

  of(personId: string): number {
    return this.bytes.get(personId) ?? 0;
  }

  add(personId: string, bytes: number): void {
    this.bytes.set(personId, this.of(personId) + bytes);
  }

  remove(personId: string, bytes: number): void {
    const rest = this.of(personId) - bytes;
    if (rest > 0) {
      this.bytes.set(personId, rest);
    } else {
      this.bytes.delete(personId);
    }
  }
}

/** Counts them. Stands before what ends the turn of a request: the next one of the person knows what this one left. */
export function countUnreadAnswers(server: FastifyInstance, answers: UnreadAnswers): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    const { user } = request as { user?: { id: string } };
    const bytes = user ? sizeOf(payload) : 0;
    if (user && bytes >= LARGE) {
      const gone = goneSignalOf(reply);
      if (!gone.aborted) {
        answers.add(user.id, bytes);
        gone.addEventListener('abort', () => answers.remove(user.id, bytes));
      }
    }
    done(null, payload);
  });
}

/** Of a text about as many as characters; what is streamed waits for its reader by itself. */
function sizeOf(payload: unknown): number {
  return typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0;
}
