import fc from 'fast-check';
import { Unfolding } from './calendar-lines';
import { parseProperty, splitTexts, unescapeText } from './calendar-property';

describe('parseProperty', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['SUMMARY:Water: the plants', 'SUMMARY', {}, 'Water: the plants'],
    ['due;tzid=Europe/Berlin:20261121T143000', 'DUE', { TZID: 'Europe/Berlin' }, '20261121T143000'],
    ['X;A="b:c;d";E=f=g:h', 'X', { A: 'b:c;d', E: 'f=g' }, 'h'],
    ['SUMMARY:', 'SUMMARY', {}, ''],
  ])('reads %s', (text, name, parameters, value) => {
    const property = parseProperty(text);
    expect({ ...property, parameters: Object.fromEntries(property?.parameters ?? []) }).toEqual({
      name,
      parameters,
      value,
    });
  });

  it('reads a value behind parameters of any length', () => {
    const page = `data:text/html,${'a'.repeat(100_000)}`;
    expect(parseProperty(`DESCRIPTION;ALTREP="${page}":Slowly`)?.value).toBe('Slowly');
  });

  it.each(['', 'no colon', 'X;A="b:c'])('is nothing for %j', (text) => {
    expect(parseProperty(text)).toBeUndefined();
  });
});

describe('The texts of a calendar', () => {
  it('have their escapes undone, in lists as well', () => {
    expect(unescapeText('a\\nb\\N\\,\\;\\\\n\\')).toBe('a\nb\n,;\\n\\');
    expect(splitTexts('home,two words,a\\,b,c\\\\,,')).toEqual(['home', 'two words', 'a,b', 'c\\']);
  });

  it('are split no further than asked for, and the rest is one', () => {
    expect(splitTexts('home,a\\,b,c\\,d,,e', 2)).toEqual(['home', 'a,b', 'c,d,,e']);
    expect(splitTexts('home,garden', 2)).toEqual(['home', 'garden']);
    expect(splitTexts('a,b', 0)).toEqual(['a,b']);
  });

  it('are put together from folded lines, however they arrive', () => {
    const file = '\ufeffA:one\r\n  two\r\n\tthree\nB:x\r\n\r\nC:y';
    fc.assert(
      fc.property(fc.array(fc.nat(file.length), { maxLength: 6 }), (cuts) => {
        const unfolding = new Unfolding();
        const places = [0, ...cuts.sort((one, other) => one - other), file.length];
        const lines = places.slice(1).flatMap((end, index) => unfolding.take(file.slice(places[index], end)));
        expect([...lines, ...unfolding.end()]).toEqual([
          { line: 1, text: 'A:one twothree' },
          { line: 4, text: 'B:x' },
          { line: 5, text: '' },
          { line: 6, text: 'C:y' },
        ]);
      }),
    );
  });
});
