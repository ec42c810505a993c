import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { POOL_SIZE } from '../../platform/schema/data-source';
import { BoundedTurns } from './bounded-turns';
import { SharedPlaces } from './shared-places';

/** How many of a person's requests may wait per request in progress. */
const WAITING_FOR_EACH = 10;

/**
 * Bounds a person's concurrent work in one server process (ASVS V15.2.2), keyed by user id. Database connections are
 * few: a person who occupied all of them would lock everybody out. Even several people at their limit leave some
 * connections to others.
 */
@Injectable()
export class PersonTurnsService extends BoundedTurns {
  constructor({ requestsInHandMaximum: places }: Config) {
    super({
      places,
      // If one person may take all of them, none are reserved for others.
      shared: places < POOL_SIZE ? new SharedPlaces(POOL_SIZE, places) : undefined,
      waitingMaximum: WAITING_FOR_EACH * places,
      whose: 'your requests',
    });
  }

  /** Number of people with work in progress. */
  get people(): number {
    return this.size;
  }
}
