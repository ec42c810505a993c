import { distinctTags, foldTag } from './fold-tag';

describe('Tags that differ in letter case alone', () => {
  it.each([
    ['Home', 'home'],
    ['ÉCOLE', 'école'],
    ['STRASSE', 'straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['οδοσ', 'οδος'],
    ['ДОМ', 'дом'],
  ])('are one: %s and %s', (one, other) => {
    expect(foldTag(one)).toBe(foldTag(other));
  });

  it.each([
    ['home', 'homes'],
    ['école', 'ecole'],
    ['a b', 'ab'],
  ])('are the only ones: %s and %s are two', (one, other) => {
    expect(foldTag(one)).not.toBe(foldTag(other));
  });

  it('stand once, as the first one is spelled', () => {
    expect([...distinctTags(['Home', 'work', 'home', 'HOME', 'Work'])]).toEqual(['Home', 'work']);
  });
});
