import { findBodyExcess } from './body-size';

describe('The size of a body', () => {
  const numbers = Array.from({ length: 100_000 }, (_, n) => n);

  it.each<[string, object]>([
    ['values in a list', numbers],
    ['members of an object', Object.fromEntries(numbers.map((n) => [`n${n}`, n]))],
  ])('is found too large by the number of %s, and none of them is looked at', (_name, values) => {
    let looks = 0;
    const get = (target: object, name: string | symbol): unknown => {
      looks += 1;
      return Reflect.get(target, name);
    };
    expect(findBodyExcess({ unknown: new Proxy(values, { get }) })).toBe('holds more than 1000 values');
    // The length of a list is one.
    expect(looks).toBeLessThanOrEqual(1);
  });

  it.each<[object, string | undefined]>([
    [{}, undefined],
    [{ unknown: numbers.slice(0, 999) }, undefined],
    [{ unknown: numbers.slice(0, 1_000) }, 'holds more than 1000 values'],
    [{ unknown: Array.from({ length: 600 }, () => [1]) }, 'holds more than 1000 values'],
    [{ ['n'.repeat(1_001)]: 1 }, 'holds a name that is far too long'],
  ])('is judged with all levels together', (body, excess) => {
    expect(findBodyExcess(body)).toBe(excess);
  });
});
