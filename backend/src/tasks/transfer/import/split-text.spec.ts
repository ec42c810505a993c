import fc from 'fast-check';
import { cutText, splitText } from './split-text';

describe('splitText', () => {
  it('makes parts of no more characters than allowed, which are the text when put together', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab 🥐\n'), maxLength: 400 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 50 }), (whole, maximum) => {
        const parts = splitText(whole, maximum);
        expect(parts.join('')).toBe(whole);
        expect(parts.every((part) => part !== '' && Array.from(part).length <= maximum)).toBe(true);
      }),
    );
  });

  it('makes as few as it can, and ends them between words', () => {
    expect(splitText('x'.repeat(25), 10)).toHaveLength(3);
    expect(splitText(`${'x'.repeat(95)} ${'y'.repeat(95)}`, 100)).toEqual([
      `${'x'.repeat(95)} `,
      'y'.repeat(95),
    ]);
  });
});

describe('cutText', () => {
  it('leaves a text that fits, and counts code points', () => {
    expect(cutText('🥐'.repeat(10), 10)).toBe('🥐'.repeat(10));
    expect(cutText('🥐'.repeat(11), 10)).toBe(`${'🥐'.repeat(9)}…`);
  });
});
