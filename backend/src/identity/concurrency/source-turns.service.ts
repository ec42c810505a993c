import { Injectable } from '@nestjs/common';
import { POOL_SIZE } from '../../platform/schema/data-source';
import { BoundedTurns } from './bounded-turns';
import { SharedPlaces } from './shared-places';

/** Of the connections to the database, for one source. */
const PLACES = 3;
/** More than any limit of a source lets through in a minute. */
const WAITING_MAXIMUM = 200;

/**
 * What people who are not signed in have in hand at a time, by their source: each of their requests writes to the counter
 * of it first, so all of them would wait for one row, with all the connections to the database.
 */
@Injectable()
export class SourceTurnsService extends BoundedTurns {
  constructor() {
    super({
      places: PLACES,
      shared: new SharedPlaces(POOL_SIZE, PLACES),
      waitingMaximum: WAITING_MAXIMUM,
      whose: 'the requests from your network',
    });
  }
}
