import fc from 'fast-check';

/** What nobody means to send: wrong types, bounds, texts that mean something to some parser. */
const ODDITIES: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  2 ** 53,
  1e308,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  'x'.repeat(20_000),
  '2026-02-30',
  `'; DROP TABLE tasks; --`,
  '../../etc/passwd',
  '{{7*7}}',
  '%00',
  [],
  {},
  [[[[]]]],
  { constructor: 1 },
  { toString: null },
];

const NAMES = ['__proto__', 'constructor', 'ownerId', 'userId', 'id', 'version', '', 'title ', '💥'];

/** The same value with something in it put out of place. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const oddity = fc.constantFrom(...ODDITIES);
  if (typeof value !== 'object' || value === null) {
    return oddity;
  }
  const names = Object.keys(value);
  return fc.oneof(
    oddity,
    fc.tuple(fc.constantFrom(...NAMES), oddity).map(([name, odd]) => withMember(value, name, odd)),
    ...(names.length > 0
      ? [
          fc.tuple(fc.constantFrom(...names), oddity).map(([name, odd]) => withMember(value, name, odd)),
          fc.constantFrom(...names).map((name) => withMember(value, name, undefined)),
        ]
      : []),
  );
}

/** JSON that is damaged on its way. */
export const damaged = (json: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.nat({ max: json.length }).map((end) => json.slice(0, end)),
    fc.constant(`${json}${json}`),
    fc.constant(`\ufeff${json}`),
    fc.constant(json.replaceAll('"', "'")),
    fc.constant(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
    fc.constant(json.replace('{', '{"title":"twice","title":"twice",')),
    fc.string({ unit: 'binary' }),
  );

function withMember(value: object, name: string, member: unknown): unknown {
  const copy = Object.fromEntries(Object.entries(value));
  Object.defineProperty(copy, name, { value: member, enumerable: true, configurable: true });
  return copy;
}
