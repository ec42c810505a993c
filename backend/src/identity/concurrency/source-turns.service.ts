import { Injectable } from '@nestjs/common';
import { POOL_SIZE } from '../../platform/schema/data-source';
import { BoundedTurns } from './bounded-turns';
import { SharedPlaces } from './shared-places';

/** Database connections that one source may use. */
const PLACES = 3;
/** More than any per-source limit allows in a minute. */
const WAITING_MAXIMUM = 200;

/**
 * Bounds concurrent unauthenticated requests by source: each of them first updates the source's counter, so without a
 * bound they would queue for one row lock while holding all database connections.
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
