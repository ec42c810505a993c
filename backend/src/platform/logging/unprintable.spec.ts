import fc from 'fast-check';
import { escapeUnprintable, replaceUnprintable, spellUnprintable } from './unprintable';

const UNPRINTABLE = [
  ['ESC', '\u001b'],
  ['BEL', '\u0007'],
  ['a carriage return', '\r'],
  ['a backspace', '\b'],
  ['DEL', '\u007f'],
  ['the first of C1', '\u0080'],
  ['NEL', '\u0085'],
  ['CSI', '\u009b'],
  ['the last of C1', '\u009f'],
  ['a soft hyphen', '\u00ad'],
  ['a mark of direction', '\u200e'],
  ['an override of direction', '\u202e'],
  ['an isolate of direction', '\u2066'],
  ['a joiner', '\u200d'],
  ['a blank without width', '\u200b'],
  ['a byte order mark', '\ufeff'],
  ['a line end of Unicode', '\u2028'],
  ['a paragraph end of Unicode', '\u2029'],
  ['a tag', '\u{e0041}'],
] as const;

const SEEN = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;

describe('What cannot be seen', () => {
  it.each(UNPRINTABLE)('is replaced: %s', (_name, character) => {
    expect(replaceUnprintable(`a${character}é`)).toBe('a\ufffdé');
  });

  it.each(UNPRINTABLE)('is escaped in JSON, which says the same: %s', (_name, character) => {
    const value = { [character]: [`a${character}${character}é`] };
    const json = escapeUnprintable(JSON.stringify(value));
    expect(json).toMatch(SEEN);
    expect(JSON.parse(json)).toEqual(value);
  });

  it.each(UNPRINTABLE)('is spelt for those who show what JSON says: %s', (_name, character) => {
    const { text } = JSON.parse(spellUnprintable(JSON.stringify({ text: character }))) as { text: string };
    expect(text).toMatch(/^(\\[bfr]|(\\u[0-9a-f]{4})+)$/);
  });

  it('is not looked for in what is written about it', () => {
    const text = String.raw`\u001b \\r \b "\u0085"` + '\n\tat nowhere';
    expect(JSON.parse(escapeUnprintable(JSON.stringify(text)))).toBe(text);
    expect(JSON.parse(spellUnprintable(JSON.stringify(text)))).toBe(text);
    expect(replaceUnprintable(String.raw`\u0085`)).toBe(String.raw`\u0085`);
  });

  it('is all that changes, whatever the text', () => {
    const unit = fc.constantFrom(
      ...UNPRINTABLE.map(([, character]) => character),
      ...'\\"ur\u00e9 0\n\u{1f950}',
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const json = JSON.stringify(text);
        expect(JSON.parse(escapeUnprintable(json))).toBe(text);
        expect((JSON.parse(spellUnprintable(json)) as string).replaceAll('\n', '')).toMatch(SEEN);
      }),
    );
  });
});
