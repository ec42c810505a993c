import { shortestTimes } from '../../../test/support/time/shortest-times';
import { Problem } from '../errors/problem';
import { entityTagOf, isNamedBy, versionsAllowedBy } from './entity-tag';

const MALFORMED = [
  '',
  ' ',
  ',',
  '7',
  '"7',
  '7"',
  '"7" "8"',
  '"7";',
  "'7'",
  '"a b"',
  'w/"7"',
  'W/ "7"',
  '*, "7"',
];

/** What proxies that compress make of the tag of version 7. */
const FROM_PROXIES = [
  'W/"7"',
  ...['gzip', 'br', 'zstd', 'deflate'].flatMap((coding) => [`"7-${coding}"`, `W/"7-${coding}"`]),
  '"7--gzip"',
  '"7;gzip"',
  '"7;gz"',
  '"7;br"',
];

describe('entityTagOf', () => {
  it('puts the version into double quotes', () => {
    expect(entityTagOf(7)).toBe('"7"');
  });
});

describe('versionsAllowedBy', () => {
  it.each([undefined, '*', ' * '])('allows any version by %j', (field) => {
    expect(versionsAllowedBy(field)).toBeUndefined();
  });

  it.each([
    ['"7"', [7]],
    ['"7", "8"', [7, 8]],
    ['"7","8"', [7, 8]],
    [', "7",, "8" ,', [7, 8]],
    ['"2147483647"', [2_147_483_647]],
    ['W/"7", "8-gzip", "9"', [7, 8, 9]],
    ...FROM_PROXIES.map((tag): [string, number[]] => [tag, [7]]),
  ])('allows by %s the versions %j', (field, versions) => {
    expect(versionsAllowedBy(field)).toEqual(versions);
  });

  it.each([
    ['an unknown coding', '"7-rot13"'],
    ['two codings', '"7-gzip-gzip"'],
    ['a coding of nothing', '"-gzip"'],
    ['a hyphen without a coding', '"7-"'],
    ['a coding without its hyphen', '"7gzip"'],
    ['another spelling of a weak version', 'W/"07"'],
    ['another spelling of the number', '"07"'],
    ['zero', '"0"'],
    ['more than an integer', '"2147483648"'],
    ['ten nines', '"9999999999"'],
    ['a very long number', `"${'9'.repeat(5_000)}"`],
    ['a minus', '"-7"'],
    ['an exponent', '"1e1"'],
    ['the tag of somebody else', '"a,b"'],
    ['an empty tag', '""'],
  ])('matches no version by %s', (_name, field) => {
    expect(versionsAllowedBy(field)).toEqual([]);
  });

  it.each(MALFORMED)('refuses %j', (field) => {
    expect(() => versionsAllowedBy(field)).toThrow(Problem);
  });

  it('refuses a long field of garbage at once: ten times the length does not take fifty times as long', () => {
    const refuse = (length: number) => () =>
      expect(() => versionsAllowedBy(`${'"1",\t '.repeat(length)}!`)).toThrow(Problem);
    const [short, long] = shortestTimes(refuse(250), refuse(2_500));
    expect(long).toBeLessThan(50 * short);
  });
});

describe('isNamedBy', () => {
  it.each(['"7"', '"6", "7"', '*', 'W/"6",W/"7"', ...FROM_PROXIES])('finds version 7 in %s', (field) => {
    expect(isNamedBy(field, 7)).toBe(true);
  });

  it.each([undefined, '"6"', '"07"', '"17"', '"a,7"', '""', 'W/"6"', '"6-gzip"', '"7-rot13"'])(
    'does not find version 7 in %j',
    (field) => {
      expect(isNamedBy(field, 7)).toBe(false);
    },
  );

  it.each(MALFORMED)('refuses %j', (field) => {
    expect(() => isNamedBy(field, 7)).toThrow(Problem);
  });
});
