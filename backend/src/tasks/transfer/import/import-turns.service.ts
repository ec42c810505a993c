import { addAbortListener } from 'node:events';
import { Injectable } from '@nestjs/common';

/** Concurrent imports: each takes a database connection, memory and much CPU time. */
const AT_ONCE = 2;
/** Number of people whose last turn is remembered. */
const REMEMBERED = 1_000;

interface Waiter {
  readonly ownerId: string;
  readonly call: () => void;
}

/**
 * Serialises the imports of one person, and limits how many run concurrently in total: queued ones only cost their
 * files, and the person served least recently is next. Across servers, imports of one person still wait for each other,
 * at the lock of the change feed.
 */
@Injectable()
export class ImportTurnsService {
  private readonly lastOf = new Map<string, Promise<void>>();
  private readonly waiting = new Set<Waiter>();
  /** Sequence number of each person's last turn; most recent last. */
  private readonly lastTurns = new Map<string, number>();
  private turns = 0;
  private places = AT_ONCE;

  /** @param signal removes a waiting import from the queue; its reason is thrown. */
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
        // Its turn came at the moment of the abort, so the place is passed on.
        this.leave();
      }
      throw error;
    }
  }

  /** Hands the place to the person served least recently, or never; ties go to the longest wait. */
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
