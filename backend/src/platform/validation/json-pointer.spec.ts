import { pointerTo } from './json-pointer';

describe('A JSON pointer', () => {
  it('escapes what separates its names', () => {
    expect(pointerTo('/tasks', 'a/b~c')).toBe('/tasks/a~1b~0c');
  });

  it.each([
    ['a long name', (): string => pointerTo('', '[/'.repeat(100_000))],
    ['many names', (): string => Array.from({ length: 9_000 }, () => '😀').reduce(pointerTo, '')],
  ])('has an end, and says so, for %s', (_name, make) => {
    const pointer = make();
    expect(pointer).toHaveLength(4_000);
    expect(pointer.endsWith('…') && pointer.isWellFormed()).toBe(true);
  });
});
