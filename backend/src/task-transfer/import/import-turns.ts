import { addAbortListener } from 'node:events';
import { Injectable } from '@nestjs/common';

/**
 * Lets one person's imports run one after the other, so that many at once cost no more than one. On several servers
 * those of one person still wait for each other, at the feed of changes.
 */
@Injectable()
export class ImportTurns {
  private readonly lastOf = new Map<string, Promise<void>>();

  /** @param signal makes who is still waiting leave the queue; the reason is thrown. */
  async take<T>(ownerId: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.lastOf.get(ownerId) ?? Promise.resolve();
    const { promise: done, resolve: leave } = Promise.withResolvers<void>();
    const last = before.then(() => done);
    this.lastOf.set(ownerId, last);
    void last.then(() => this.lastOf.get(ownerId) === last && this.lastOf.delete(ownerId));
    try {
      await waitFor(before, signal);
      return await work();
    } finally {
      leave();
    }
  }
}

async function waitFor(turn: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise: abortion, reject } = Promise.withResolvers<never>();
  const listener = addAbortListener(signal, () => reject(signal.reason as Error));
  try {
    await Promise.race([turn, abortion]);
  } finally {
    listener[Symbol.dispose]();
  }
}
