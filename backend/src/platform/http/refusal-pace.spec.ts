import { RefusalPace } from './refusal-pace';

describe('The pace of refusals', () => {
  const waits = (pace: RefusalPace, count: number, now: number, key = 'ada') =>
    Array.from({ length: count }, () => pace.next(key, now));

  it('lets the first twenty pass at once, and 20 a second after that', () => {
    const pace = new RefusalPace();
    expect(waits(pace, 21, 1_000)).toEqual(Array(21).fill(0));
    expect(waits(pace, 3, 1_000)).toEqual([50, 100, 150]);
    expect(waits(pace, 2, 1_100)).toEqual([100, 150]);
  });

  it('makes nobody wait longer than a second, nor later ones for those that wait', () => {
    const pace = new RefusalPace();
    expect(Math.max(...waits(pace, 1_000, 0))).toBe(1_000);
    expect(waits(pace, 2, 1_000)).toEqual([0, 50]);
    expect(waits(pace, 2, 2_050)).toEqual([0, 0]);
  });

  it('forgets who was refused long ago', () => {
    const pace = new RefusalPace();
    waits(pace, 30, 0);
    expect(waits(pace, 1, 2_000)).toEqual([0]);
  });

  it('counts each for itself, and remembers ten thousand', () => {
    const pace = new RefusalPace();
    waits(pace, 30, 0, 'eve');
    expect(waits(pace, 1, 0)).toEqual([0]);
    for (let other = 0; other < 10_000; other += 1) {
      pace.next(`other ${other}`, 0);
    }
    expect(waits(pace, 1, 0, 'eve')).toEqual([0]);
  });
});
