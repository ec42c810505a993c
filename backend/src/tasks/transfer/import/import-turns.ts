import { addAbortListener } from 'node:events';
import { Injectable } from '@nestjs/common';

/** Each takes a connection to the database, memory and much of a processor. */
const AT_ONCE = 2;
/** How many people are remembered who have had a turn. */
const REMEMBERED = 1_000;

interface Waiter {
  readonly ownerId: string;
  readonly call: () => void;
}

/**
 * Lets one person's imports run one after the other, and only so many of all people at once: those that wait cost no
 * more than their files, and whoever had a turn longest ago is next. On several servers those of one person still wait
 * for each other, at the feed of changes.
 */
@Injectable()
export class ImportTurns {
  private readonly lastOf = new Map<string, Promise<void>>();
  private readonly waiting = new Set<Waiter>();
  /** By person, the number of the last turn; the latest at the end. */
  private readonly lastTurns = new Map<string, number>();
  private turns = 0;
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
      return await this.inPlace(ownerId, signal, work);
    } finally {
      finish();
    }
  }

  private async inPlace<T>(ownerId: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.enter(ownerId, signal);
    this.note(ownerId);
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(ownerId: string, signal: AbortSignal): Promise<void> {
    if (this.places > 0) {
      this.places -= 1;
      return;
    }
    const { promise: turn, resolve: call } = Promise.withResolvers<void>();
    const waiter = { ownerId, call };
    this.waiting.add(waiter);
    try {
      await waitFor(turn, signal);
    } catch (error) {
      if (!this.waiting.delete(waiter)) {
        // Called at the very moment: the place goes to the next one.
        this.leave();
      }
      throw error;
    }
  }

  /** Whoever had a turn longest ago, or none yet, takes the place over; among several, whoever waits longest. */
  private leave(): void {
    const lastTurn = ({ ownerId }: Waiter): number => this.lastTurns.get(ownerId) ?? 0;
    const [next] = [...this.waiting].sort((one, other) => lastTurn(one) - lastTurn(other));
    if (next) {
      this.waiting.delete(next);
      next.call();
    } else {
      this.places += 1;
    }
  }

  private note(ownerId: string): void {
    this.turns += 1;
    this.lastTurns.delete(ownerId);
    this.lastTurns.set(ownerId, this.turns);
    if (this.lastTurns.size > REMEMBERED) {
      this.lastTurns.delete(this.lastTurns.keys().next().value!);
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
