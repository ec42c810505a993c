import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { goneSignalOf } from './gone-signal';

/** In bytes. Smaller responses are bounded by the request rate limit. */
const LARGE = 16_384;

/**
 * Bytes of large responses not yet read by their clients, per person: they wait in this process' memory, behind the
 * connection's own buffer.
 */
@Injectable()
export class UnreadAnswersService {
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

/** Counts unread bytes. Runs before the turn ends, so that the person's next request sees what this one left. */
export function countUnreadAnswers(server: FastifyInstance, answers: UnreadAnswersService): void {
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

/** For text, approximated by its character count; streamed responses have back-pressure of their own. */
function sizeOf(payload: unknown): number {
  return typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0;
}
