import { judgeClock } from './clock-check';

describe('judgeClock', () => {
  it.each([
    [0, 'ok'],
    [-900, 'ok'],
    [1_500, 'warn'],
    [-4_900, 'warn'],
    [5_100, 'fail'],
    [-86_400_000, 'fail'],
  ])('says of a difference of %d ms: %s', (difference, state) => {
    expect(judgeClock(difference).state).toBe(state);
  });

  it.each([
    [1_900, 1_000, 'ok'],
    [-6_000, 4_000, 'warn'],
    [7_000, 1_000, 'fail'],
  ])(
    'does not blame a clock for a slow answer: %d ms, give or take %d ms, is %s',
    (difference, by, state) => {
      expect(judgeClock(difference, by).state).toBe(state);
    },
  );

  it('says which clock is ahead', () => {
    expect(judgeClock(2_000).message).toContain('2.0 s ahead');
    expect(judgeClock(-2_000).message).toContain('2.0 s behind');
  });
});
