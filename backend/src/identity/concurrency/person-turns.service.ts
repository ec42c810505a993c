import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { POOL_SIZE } from '../../platform/schema/data-source';
import { BoundedTurns } from './bounded-turns';
import { SharedPlaces } from './shared-places';

/** How many requests of a person wait for each that is worked on. */
const WAITING_FOR_EACH = 10;

/**
 * What one person has in hand at a time at a server process (ASVS V15.2.2), by the person's id. There are few connections
 * to the database: whoever could occupy all of them would keep everybody out. Several people who take as much as they can
 * leave some of them to others, too.
 */
@Injectable()
export class PersonTurnsService extends BoundedTurns {
  constructor({ requestsInHandMaximum: places }: Config) {
    super({
      places,
      // Where one person may have all of them, nothing is kept for others.
      shared: places < POOL_SIZE ? new SharedPlaces(POOL_SIZE, places) : undefined,
      waitingMaximum: WAITING_FOR_EACH * places,
      whose: 'your requests',
    });
  }

  /** How many people have something in hand. */
  get people(): number {
    return this.size;
  }
}
