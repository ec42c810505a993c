import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';
import { FairQueue } from './fair-queue';
import type { Requester } from './requester';

/** About ten seconds of work at the default cost: clients queued further back would time out anyway. */
const WAITING_FOR_EACH = 50;

type Turn = PromiseWithResolvers<void>;

/**
 * Bounds the CPU used for hashing (ASVS V15.2.2) and shares it fairly: known and unknown requesters alternate, and
 * within each group turns are shared fairly among sources and accounts.
 */
@Injectable()
export class HashQueueService {
  /** This process' share of the CPUs: more in parallel would only slow each other down. */
  readonly concurrent: number;
  readonly longest: number;
  private active = 0;
  private readonly known = new FairQueue<Turn>();
  private readonly strangers = new FairQueue<Turn>();
  private lastServed = this.strangers;

  constructor({ webConcurrency }: Config) {
    this.concurrent = Math.max(1, Math.floor(availableParallelism() / webConcurrency));
    this.longest = WAITING_FOR_EACH * this.concurrent;
  }

  /** Number of jobs running. */
  get running(): number {
    return this.active;
  }

  /** Number of jobs waiting. */
  get length(): number {
    return this.known.length + this.strangers.length;
  }

  /**
   * @throws Problem UNAVAILABLE when the queue is full and no other requester has more jobs waiting, or when the client
   * disconnects before the job starts.
   */
  async enqueue<T>(job: () => Promise<T>, requester: Requester): Promise<T> {
    await this.enter(requester);
    try {
      return await job();
    } finally {
      this.leave();
    }
  }

  private async enter(requester: Requester): Promise<void> {
    if (requester.gone?.aborted) {
      throw abandoned(requester.gone);
    }
    if (this.active < this.concurrent) {
      this.active += 1;
    } else {
      await this.wait(requester);
    }
  }

  private async wait({ known, source, account, gone }: Requester): Promise<void> {
    const turn: Turn = Promise.withResolvers();
    const queue = known ? this.known : this.strangers;
    const giveUp = () => {
      if (queue.remove(turn)) {
        turn.reject(abandoned(gone));
      }
    };
    queue.add(turn, [`source:${source}`, `account:${account}`]);
    this.keepShort();
    gone?.addEventListener('abort', giveUp);
    await turn.promise.finally(() => gone?.removeEventListener('abort', giveUp));
  }

  /** Evicts a job of the busiest requester rather than the newcomer. */
  private keepShort(): void {
    if (this.length > this.longest) {
      const longer = this.known.length > this.strangers.length ? this.known : this.strangers;
      longer.takeLast()?.reject(new Problem('UNAVAILABLE', { headers: { 'Retry-After': '5' } }));
    }
  }

  /** Hands the slot to the next job. */
  private leave(): void {
    const next = this.takeNext();
    if (next) {
      next.resolve();
    } else {
      this.active -= 1;
    }
  }

  private takeNext(): Turn | undefined {
    const other = this.lastServed === this.known ? this.strangers : this.known;
    this.lastServed = other.length > 0 ? other : this.lastServed;
    return this.lastServed.take();
  }
}

function abandoned(gone: AbortSignal | undefined): Problem {
  return new Problem('UNAVAILABLE', { cause: gone?.reason });
}
