import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';
import { FairQueue } from './fair-queue';
import type { Requester } from './requester';

/** About ten seconds of work at the default cost: whoever comes later would give up waiting. */
const WAITING_FOR_EACH = 50;

type Turn = PromiseWithResolvers<void>;

/**
 * Bounds what hashing may take from everybody else (ASVS V15.2.2), and shares it: those whom their account knows take
 * turns with strangers, and among each of the two sources take turns, and accounts.
 */
@Injectable()
export class HashQueue {
  /** This process' share of the processors: more at once would only slow each other down. */
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

  /** How many jobs are being done. */
  get running(): number {
    return this.active;
  }

  /** How many jobs wait for their turn. */
  get length(): number {
    return this.known.length + this.strangers.length;
  }

  /**
   * @throws Problem UNAVAILABLE when too many wait and nobody wants more than this requester, or when the requester is
   * gone before the job's turn.
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

  /** Not the newcomer has to go, but whoever takes most. */
  private keepShort(): void {
    if (this.length > this.longest) {
      const longer = this.known.length > this.strangers.length ? this.known : this.strangers;
      longer.takeLast()?.reject(new Problem('UNAVAILABLE', { headers: { 'Retry-After': '5' } }));
    }
  }

  /** Whoever is next takes the place over. */
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
