import { findInheritedNames } from './inherited-names';

describe('findInheritedNames', () => {
  it('finds nothing in what has names of its own', () => {
    expect(findInheritedNames({ title: 'x', tags: ['constructor'], description: null })).toEqual([]);
  });

  it.each([undefined, null, 'constructor', 7, true])('finds nothing in %j', (value) => {
    expect(findInheritedNames(value)).toEqual([]);
  });

  it('finds every name of Object.prototype', () => {
    const names = [
      'constructor',
      'toString',
      'valueOf',
      'hasOwnProperty',
      'isPrototypeOf',
      '__defineGetter__',
    ];
    const value = Object.fromEntries(names.map((name) => [name, 1]));
    expect(findInheritedNames(value)).toEqual(names.map((name) => `/${name}`));
    expect(findInheritedNames(JSON.parse('{"__proto__":1}'))).toEqual(['/__proto__']);
  });

  it('finds them in an object without prototype, as a query is', () => {
    const query: object = Object.assign(Object.create(null) as object, { constructor: '1' });
    expect(findInheritedNames(query)).toEqual(['/constructor']);
  });

  it('finds them at any depth', () => {
    expect(findInheritedNames({ 'a/b': [{ '~': { toString: 1 } }] })).toEqual(['/a~1b/0/~0/toString']);
  });
});
