import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Problem } from '../errors/problem';

/** One thread of Node's pool of four stays free: opening a database connection and name look-ups need it too. */
const CONCURRENT = Math.min(availableParallelism(), 3);
/** At the default cost about ten seconds of work for two cores: whoever comes later would give up waiting. */
const LONGEST_QUEUE = 100;

/** Bounds what hashing may take from everybody else (ASVS V15.2.2). */
@Injectable()
export class HashQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @throws Problem UNAVAILABLE when too many wait already. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await job();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < CONCURRENT) {
      this.running += 1;
    } else if (this.waiting.length < LONGEST_QUEUE) {
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
      this.running -= 1;
    }
  }
}
