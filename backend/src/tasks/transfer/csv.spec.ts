import fc from 'fast-check';
import { TAGS_MAXIMUM } from '../core/task-limits';
import { joinTags, neutraliseFormula, restoreText, splitTags } from './csv';

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
    ' =1',
    '\u00a0 =1',
    '\u3000@A1',
    '\u200b=1',
    '\u2060\u200d+1',
    '\ufeff-1',
    '\u00ad=1',
    '\u202e=1',
    '\u034f=1',
    '\u3164=1',
    '\u2800=1',
    '\ufe0f=1',
    '\u{e0041}=1',
    '\u0000=1',
    '\u0085=1',
    '\u009b=1',
    '\u2028=1',
    '\v=1',
    " ' \u200b'=1",
    '\u2212 1',
    '﹣1',
    '⁼1',
    ' \t',
    '\u200b\n',
  ])('puts an apostrophe before %j', (text) => {
    expect(neutraliseFormula(text)).toBe(`'${text}`);
  });

  it.each([
    '',
    'a=1',
    ' ',
    ' a',
    '\u200b',
    "'quoted'",
    "'",
    '1-1',
    '"=1"',
    '\u2013 1',
    ' 1 = 1',
    '\u{1f950}=1',
  ])('leaves %j as it is', (text) => {
    expect(neutraliseFormula(text)).toBe(text);
  });

  it('never leaves a formula, and can always be undone', () => {
    const unit = fc.constantFrom(...`'=+-@\t\r\n＝a \u200b\u00a0\ufeff\u3164\u0085\u2212\u{e0041}`);
    const text = fc.oneof(fc.string({ unit }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, (original) => {
        const cell = neutraliseFormula(original);
        const seen = cell.replace(/^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/u, '');
        expect(seen.normalize('NFKC')).not.toMatch(/^[=+\-@\u2212]/);
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
    ['Home,garden, HOME', ['Home', 'garden']],
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
