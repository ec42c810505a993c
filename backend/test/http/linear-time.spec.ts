import { collectGarbage } from '../support/time/garbage';
import { growthOf, repeat } from '../support/time/linear-time';

/** It once told what is not the portal's: a path of dots and a slash behind them kept it busy for a quarter of a second. */
const ONCE = /\.[^/]*$/;

describe('The comparison of times', () => {
  it.each<[string, (size: number) => unknown]>([
    ['nothing', () => undefined],
    ['a look at each character', countLetters],
    ['an expression that goes back nowhere', (size) => /^[^/]*$/.test(`${repeat('.', size)}/`)],
  ])('finds that the time for %s does not grow with the square', async (_name, work) => {
    expect(await growthOf(work, 100_000)).toEqual({
      isLinear: true,
      times: [expect.any(Number), expect.any(Number)],
    });
  });

  it('finds nothing in what a large heap costs to collect', async () => {
    const heap = Array.from({ length: 1_000_000 }, (_, n) => ({ text: `${n}` }));
    const growth = await growthOf((size) => size > 1 && collectGarbage(), 1);
    expect({ ...growth, kept: heap.length }).toMatchObject({ isLinear: true, kept: 1_000_000 });
  });

  it.each<[string, number, (size: number) => unknown]>([
    ['a look at each pair of numbers', 2_000, countPairs],
    ['an expression that begins anew at each dot', 2_000, (size) => ONCE.test(`${repeat('.', size)}/`)],
    ['the order of combining marks', 3_500, (size) => repeat('\u0300\u0316', size).normalize('NFC')],
  ])('finds that the time for %s does', async (_name, size, work) => {
    expect(await growthOf(work, size)).toEqual({
      isLinear: false,
      times: [expect.any(Number), expect.any(Number)],
    });
  });
});

function countLetters(size: number): number {
  let count = 0;
  for (const letter of repeat('ab', size)) {
    count += letter === 'a' ? 1 : 0;
  }
  return count;
}

function countPairs(size: number): number {
  let count = 0;
  for (let one = 0; one < size; one += 1) {
    for (let other = 0; other < size; other += 1) {
      count += (one ^ other) & 1;
    }
  }
  return count;
}
