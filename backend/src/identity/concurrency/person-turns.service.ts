import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import type { Problem } from '../../platform/errors/problem';
import { POOL_SIZE } from '../../platform/schema/data-source';
import { tooManyOpen } from '../throttling/limited-items';
import { KeyedTurns } from './keyed-turns';
import { SharedPlaces } from './shared-places';

/** How many requests of a person wait for each that is worked on. */
const WAITING_FOR_EACH = 10;
/** Milliseconds that a request waits. */
const PATIENCE = 2_000;
/** Seconds: longer than any statement takes. */
const RETRY_AFTER = 3;

/**
 * What one person has in hand at a time at a server process (ASVS V15.2.2). There are few connections to the database:
 * whoever could occupy all of them would keep everybody out. Several people who take as much as they can leave some of
 * them to others, too.
 */
@Injectable()
export class PersonTurnsService {
  private readonly places: number;
  private readonly turns: KeyedTurns;

  constructor({ requestsInHandMaximum }: Config) {
    this.places = requestsInHandMaximum;
    // Where one person may have all of them, nothing is kept for others.
    const shared = this.places < POOL_SIZE ? new SharedPlaces(POOL_SIZE, this.places) : undefined;
    this.turns = new KeyedTurns(this.places, shared);
  }

  /** How many people have something in hand. */
  get people(): number {
    return this.turns.size;
  }

  /** How many requests wait for others of the same person. */
  get waiting(): number {
    return this.turns.waiting;
  }

  /** Takes a place for a request if one is free; `end` gives it back. */
  tryBegin(personId: string): boolean {
    return this.turns.tryBegin(personId);
  }

  /**
   * Takes a place for a request that has to wait for it.
   * @param gone is aborted when nobody waits for the answer any more.
   * @throws Problem RATE_LIMITED when too many wait, when it takes too long, or when nobody wants it any more.
   */
  async begin(personId: string, gone: AbortSignal): Promise<void> {
    if (gone.aborted || this.turns.waitingFor(personId) >= WAITING_FOR_EACH * this.places) {
      throw this.tooMany('and enough wait already. Send fewer at once.');
    }
    try {
      await this.turns.begin(personId, PATIENCE, (giveUp) => gone.addEventListener('abort', giveUp));
    } catch (error) {
      throw this.tooMany('and this one waited too long for the others.', error);
    }
  }

  end(personId: string): void {
    this.turns.end(personId);
  }

  /**
   * Does a part of something that lasts, such as a page of a download, when its turn has come, however long that takes:
   * how much of that a person has at a time is bounded elsewhere.
   */
  run<T>(personId: string, work: () => Promise<T>): Promise<T> {
    return this.turns.run(personId, work);
  }

  /**
   * Does something while which others wait for what it holds already: it waits as long as a request does, and no longer.
   * @throws Problem RATE_LIMITED as `begin` does
   */
  runSoon<T>(personId: string, gone: AbortSignal, work: () => Promise<T>): Promise<T> {
    return this.turns.run(personId, work, () => this.begin(personId, gone));
  }

  private tooMany(reason: string, cause?: unknown): Problem {
    const maximum = this.places;
    const detail = `At most ${maximum} of your requests are worked on at a time, ${reason}`;
    return tooManyOpen({ policy: 'requests', maximum, retryAfter: RETRY_AFTER, detail }, cause);
  }
}
