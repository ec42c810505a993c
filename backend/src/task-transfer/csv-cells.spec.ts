import fc from 'fast-check';
import { TAGS_MAXIMUM } from '../tasks/task-limits';
import { joinTags, neutraliseFormula, restoreText, splitTags } from './csv-cells';

describe('neutraliseFormula', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    "'=1",
    "''-1",
  ])('puts an apostrophe before %j', (text) => {
    expect(neutraliseFormula(text)).toBe(`'${text}`);
  });

  it.each(['', 'a=1', ' =1', "'quoted'", "'", '1-1', '"=1"'])('leaves %j as it is', (text) => {
    expect(neutraliseFormula(text)).toBe(text);
  });

  it('never leaves a formula, and can always be undone', () => {
    const text = fc.string({ unit: fc.constantFrom(...`'=+-@\t\r\n＝a `) });
    fc.assert(
      fc.property(text, (original) => {
        const cell = neutraliseFormula(original);
        expect(cell).not.toMatch(/^[=+\-@\t\r\n＝]/);
        expect(restoreText(cell)).toBe(original);
      }),
    );
  });
});

describe('joinTags', () => {
  it('writes what a person would', () => {
    expect(joinTags(['home', 'two words'])).toBe('home,two words');
    expect(joinTags(['a,b', 'c\\d'])).toBe('a\\,b,c\\\\d');
  });

  it('can always be undone', () => {
    const tag = fc.string({ unit: fc.constantFrom(...',\\"\n a'), minLength: 1 }).map((text) => text.trim());
    const tags = fc.uniqueArray(
      tag.filter((text) => text !== ''),
      { maxLength: TAGS_MAXIMUM },
    );
    fc.assert(fc.property(tags, (list) => expect(splitTags(joinTags(list))).toEqual(list)));
  });
});

describe('splitTags', () => {
  it.each<[string, string[]]>([
    ['', []],
    [' , ,', []],
    ['home, garden', ['home', 'garden']],
    ['home,garden, home', ['home', 'garden']],
    ['C:\\temp', ['C:\\temp']],
    ['end\\', ['end\\']],
  ])('reads %j, written by hand', (cell, tags) => {
    expect(splitTags(cell)).toEqual(tags);
  });

  it('reads no further than to the first tag that is too many', () => {
    const tags = Array.from({ length: 1_000 }, (_, index) => String(index));
    expect(splitTags(tags.join(','))).toEqual(tags.slice(0, TAGS_MAXIMUM + 1));
  });
});
