import { addAbortListener } from 'node:events';
import { Injectable } from '@nestjs/common';

/** Each takes a connection to the database, memory and much of a processor. */
const AT_ONCE = 2;

/**
 * Lets one person's imports run one after the other, and only so many of all people at once: those that wait cost no
 * more than their files. On several servers those of one person still wait for each other, at the feed of changes.
 */
@Injectable()
export class ImportTurns {
  private readonly lastOf = new Map<string, Promise<void>>();
  private readonly waiting = new Set<() => void>();
  private places = AT_ONCE;

  /** @param signal makes who is still waiting leave the queue; the reason is thrown. */
  async take<T>(ownerId: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.lastOf.get(ownerId) ?? Promise.resolve();
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    const last = before.then(() => done);
    this.lastOf.set(ownerId, last);
    void last.then(() => this.lastOf.get(ownerId) === last && this.lastOf.delete(ownerId));
    try {
      await waitFor(before, signal);
      return await this.inPlace(signal, work);
    } finally {
      finish();
    }
  }

  private async inPlace<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.enter(signal);
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(signal: AbortSignal): Promise<void> {
    if (this.places > 0) {
      this.places -= 1;
      return;
    }
    const { promise: turn, resolve: call } = Promise.withResolvers<void>();
    this.waiting.add(call);
    try {
      await waitFor(turn, signal);
    } catch (error) {
      if (!this.waiting.delete(call)) {
        // Called at the very moment: the place goes to the next one.
        this.leave();
      }
      throw error;
    }
  }

  /** Whoever waits longest takes the place over. */
  private leave(): void {
    const [next] = this.waiting;
    if (next) {
      this.waiting.delete(next);
      next();
    } else {
      this.places += 1;
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
