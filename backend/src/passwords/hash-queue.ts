import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';
import { Problem } from '../errors/problem';

/** About ten seconds of work at the default cost: whoever comes later would give up waiting. */
const WAITING_FOR_EACH = 50;

/** Bounds what hashing may take from everybody else (ASVS V15.2.2). */
@Injectable()
export class HashQueue {
  /** This process' share of the processors: more at once would only slow each other down. */
  readonly concurrent: number;
  readonly longest: number;
  private active = 0;
  private readonly waiting: (() => void)[] = [];

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
    return this.waiting.length;
  }

  /**
   * @param signal tells that nobody waits for the result any more.
   * @throws Problem UNAVAILABLE when too many wait already, or when the signal is aborted before the job's turn.
   */
  async run<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.enter();
    try {
      if (signal?.aborted) {
        throw new Problem('UNAVAILABLE', { cause: signal.reason });
      }
      return await job();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.active < this.concurrent) {
      this.active += 1;
    } else if (this.waiting.length < this.longest) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      throw new Problem('UNAVAILABLE', { headers: { 'Retry-After': '5' } });
    }
  }

  /** Whoever waits longest takes the place over. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) {
      next();
    } else {
      this.active -= 1;
    }
  }
}
