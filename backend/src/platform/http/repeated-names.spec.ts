import fc from 'fast-check';
import { hasRepeatedName } from './repeated-names';

const isRepeating = (json: string): boolean => hasRepeatedName(json, JSON.parse(json));

/** The name with each of its UTF-16 units written as an escape. */
const escapeAll = (name: string): string =>
  `"${Array.from({ length: name.length }, (_, index) => `\\u${name.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')}"`;

describe('hasRepeatedName', () => {
  it.each([
    ['twice the same', '{"a":1,"a":1}'],
    ['two values', '{"a":1,"a":2}'],
    ['an escape', '{"a":1,"\\u0061":2}'],
    ['escapes in both', '{"\\u0041":1,"\\u0041":2}'],
    ['an escaped slash', '{"/":1,"\\/":2}'],
    ['a pair of escapes', '{"\u{1f950}":1,"\\ud83e\\udd50":2}'],
    ['no name', '{"":1,"":2}'],
    ['others in between', '{"a":1,"b":{},"c":[],"a":2}'],
    ['white space', '{ "a" : 1 ,\n\t"a" : 2 }'],
    ['a name of digits', '{"1":1,"1":2}'],
    ['further in', '{"a":{"b":1,"b":2}}'],
    ['in a list', '[{"a":1},{"b":1,"b":2}]'],
    ['an object that is lost', '{"a":{"b":1},"a":2}'],
    ['two objects of which one is lost', '{"a":{"b":1,"c":2},"a":{"d":3}}'],
    ['a name that every object has', '{"toString":1,"toString":2}'],
  ])('finds %s', (_name, json) => {
    expect(isRepeating(json)).toBe(true);
  });

  it.each([
    '{}',
    '[]',
    '7',
    '":"',
    '{"a":":","b":"\\":\\"","c:":{"a":1,"b":[{"a":1},{"a":1}]}}',
    '{"\\\\":1,"\\"":2,"a":1,"A":2,"a ":3,"\u00e9":4,"e\u0301":5}',
    '{"toString":1,"valueOf":2,"1":3,"01":4}',
  ])('finds nothing in %s', (json) => {
    expect(isRepeating(json)).toBe(false);
  });

  it('finds nothing in whatever was written without, at any indentation', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (json, indentation) => {
        const written = JSON.stringify(JSON.parse(json), undefined, indentation);
        expect(isRepeating(written)).toBe(false);
      }),
    );
  });

  it('finds any one name that comes again, in whatever spelling and place', () => {
    const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { minKeys: 1 });
    fc.assert(
      fc.property(object, fc.nat(), fc.boolean(), fc.jsonValue(), (members, which, isEscaped, value) => {
        const names = Object.keys(members);
        const name = names[which % names.length] ?? '';
        const again = `${isEscaped ? escapeAll(name) : JSON.stringify(name)}:${JSON.stringify(value)}`;
        const json = JSON.stringify(members);
        expect(isRepeating(`{${again},${json.slice(1)}`)).toBe(true);
        expect(isRepeating(`[{"x":${json.slice(0, -1)},${again}}}]`)).toBe(true);
      }),
    );
  });
});
