import type { Charge } from './count-in-turn';
import { UsedUpLimits } from './used-up-limits';

describe('Limits that are used up', () => {
  const own: Charge = { limit: 'register', subject: '192.0.2.1' };
  const shared: Charge = { limit: 'network', subject: '192.0.2.0' };
  let limits: UsedUpLimits;

  beforeEach(() => {
    limits = new UsedUpLimits();
  });

  it('are remembered for a second, with the time that is left', () => {
    limits.remember(own, 60, 5_000);
    expect(limits.find([own], 5_000)).toEqual({ limit: 'register', seconds: 60 });
    expect(limits.find([own], 5_999)).toEqual({ limit: 'register', seconds: 60 });
    expect(limits.find([own], 6_000)).toBeUndefined();
  });

  it('are forgotten at their end', () => {
    limits.remember(own, 0.5, 5_000);
    expect(limits.find([own], 5_499)).toEqual({ limit: 'register', seconds: 1 });
    expect(limits.find([own], 5_500)).toBeUndefined();
  });

  it('are one of several, and nobody else’s', () => {
    limits.remember(shared, 60, 0);
    expect(limits.find([own, shared], 1)).toMatchObject({ limit: 'network' });
    expect(limits.find([own], 1)).toBeUndefined();
    expect(limits.find([{ ...shared, subject: '198.51.100.0' }], 1)).toBeUndefined();
  });

  it('are so many at most, and the oldest are forgotten', () => {
    for (let subject = 0; subject < 10_001; subject += 1) {
      limits.remember({ limit: 'refresh', subject: String(subject) }, 60, 0);
    }
    expect(limits.find([{ limit: 'refresh', subject: '0' }], 1)).toBeUndefined();
    expect(limits.find([{ limit: 'refresh', subject: '1' }], 1)).toBeDefined();
  });
});
