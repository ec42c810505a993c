import { Problem } from '../errors/problem';
import type { TaskStream } from './task-stream';

/** Streams that one person can have at a server process: more tabs and devices than anybody looks at at once. */
export const STREAMS_MAXIMUM = 20;
/** Their name in the `RateLimit` header fields. */
export const STREAMS_POLICY = 'streams';
/** Seconds after which a stream whose reader has vanished is found for sure: two beats. */
const RETRY_AFTER = 50;

/** Who reads. */
export class StreamRegistry {
  private readonly streams = new Map<string, Set<TaskStream>>();

  of(personId: string): TaskStream[] {
    return [...(this.streams.get(personId) ?? [])];
  }

  all(): TaskStream[] {
    return [...this.streams.values()].flatMap((streams) => [...streams]);
  }

  /** @throws Problem RATE_LIMITED */
  requireRoom(personId: string): void {
    if (this.of(personId).length >= STREAMS_MAXIMUM) {
      throw tooManyStreams();
    }
  }

  add(personId: string, stream: TaskStream): void {
    this.streams.set(personId, new Set([...this.of(personId), stream]));
  }

  remove(personId: string, stream: TaskStream): void {
    const rest = this.streams.get(personId);
    rest?.delete(stream);
    if (rest?.size === 0) {
      this.streams.delete(personId);
    }
  }
}

/** The quota unit is one of draft-ietf-httpapi-ratelimit-headers-11: it comes back when a stream ends. */
function tooManyStreams(): Problem {
  return new Problem('RATE_LIMITED', {
    detail: `There are ${STREAMS_MAXIMUM} streams of events already. Close one first.`,
    headers: {
      'RateLimit-Policy': `"${STREAMS_POLICY}";q=${STREAMS_MAXIMUM};qu="concurrent-requests"`,
      RateLimit: `"${STREAMS_POLICY}";r=0`,
      'Retry-After': String(RETRY_AFTER),
    },
  });
}
