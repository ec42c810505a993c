import { Environment } from '../../platform/config/environment';
import { parseDuration } from '../../platform/config/duration';
import { longerThan, PAUSE_MINIMUM } from './change-listener.service';

describe('The pauses after which changes are listened to again', () => {
  it('grow, so far that a lost database is noticed to be back within five seconds', () => {
    const pauses = [PAUSE_MINIMUM];
    for (let count = 0; count < 6; count += 1) {
      pauses.push(longerThan(pauses.at(-1) ?? 0));
    }
    expect(pauses).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
    expect(2_000 + parseDuration(new Environment().CONNECTION_TIMEOUT)).toBeLessThan(5_000);
  });
});
