import { parseDuration } from './duration';

describe('parseDuration', () => {
  it.each([
    ['2500ms', 2_500],
    ['10s', 10_000],
    ['15m', 900_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
    ['3650d', 315_360_000_000],
    ['999999d', 86_399_913_600_000],
  ])('reads %s as %d milliseconds', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each(['', '0s', '10', 's', '-5m', '1.5h', '10 s', '1w', '10M', '9999999d'])('refuses %j', (text) => {
    expect(() => parseDuration(text)).toThrow(RangeError);
  });
});
