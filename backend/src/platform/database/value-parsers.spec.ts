import { types } from 'pg';
import { toRfc3339, toTexts } from './value-parsers';

describe('toRfc3339', () => {
  it.each([
    ['2026-11-21 08:30:00+00', '2026-11-21T08:30:00.000Z'],
    ['2026-11-21 08:30:00.5+00', '2026-11-21T08:30:00.500Z'],
    ['2026-11-21 08:30:00.123+00', '2026-11-21T08:30:00.123Z'],
    ['2026-11-21 08:30:00.12+00', '2026-11-21T08:30:00.120Z'],
    ['2026-11-21 08:30:00.123456+00', '2026-11-21T08:30:00.123Z'],
    ['2026-11-21 08:30:00.123+01', '2026-11-21T07:30:00.123Z'],
  ])('turns %s into %s', (text, instant) => {
    expect(toRfc3339(text)).toBe(instant);
  });
});

describe('toTexts', () => {
  const oid = 1009 as number;
  const parseByLibrary = types.getTypeParser(oid) as (text: string) => unknown;

  it.each([
    ['{}', []],
    ['{home}', ['home']],
    ['{home,büro,a b}', ['home', 'büro', 'a b']],
    ['{"a,b",c}', ['a,b', 'c']],
    ['{"say \\"hi\\"","back\\\\slash"}', ['say "hi"', 'back\\slash']],
    ['{"",NULL,"NULL"}', ['', null, 'NULL']],
    ['[0:1]={a,b}', ['a', 'b']],
  ])('turns %s into its items, as the library does', (array, items) => {
    expect(toTexts(array)).toEqual(items);
    expect(parseByLibrary(array)).toEqual(items);
  });
});
