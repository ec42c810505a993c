import { itemsOfCommaList } from './comma-list';

describe('The items of a comma list', () => {
  it.each([
    ['', ['']],
    ['one', ['one']],
    ['one,two', ['one', 'two']],
    [' one , two ', ['one', 'two']],
    [',', ['', '']],
    [String.raw`one\,two`, ['one,two']],
    [String.raw`one\\,two`, ['one\\', 'two']],
    [String.raw`one\\\,two`, [String.raw`one\,two`]],
    [String.raw`a\b`, [String.raw`a\b`]],
    ['one\\', ['one\\']],
    ['one,\\', ['one', '\\']],
  ])('of %j are %j', (text, items) => {
    expect([...itemsOfCommaList(text)]).toEqual(items);
  });
});
