const nested = (depth: number): string => `{"unknown":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
const members = (count: number): string =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join(',')}}`;

const NOT_AN_OBJECT = ['null', 'true', '7', '"text"', '[]', '[{"title":"x"}]'];
const NOT_JSON = [
  '{',
  '}',
  '{"a":}',
  '{"a":1,}',
  "{'a':1}",
  '{a:1}',
  '{"a":1}{"b":2}',
  '{"a":NaN}',
  '{"a":01}',
]
  .concat(['{"a":"\n"}', '{"a":"\\x"}', '// comment\n{}', ' ', '\0'])
  .concat('{"a":'.repeat(20_000));

/** Bodies that nobody can make sense of, each with a name. */
export const UNREADABLE_BODIES: [string, string | Buffer][] = [
  ...[...NOT_AN_OBJECT, ...NOT_JSON].map((text): [string, string] => [
    JSON.stringify(text).slice(0, 40),
    text,
  ]),
  ['21 levels', nested(21)],
  ['20,000 levels', nested(20_000)],
  ['1,001 members', members(1_001)],
  ['100,000 values in a list', `{"unknown":[${'0,'.repeat(100_000)}0]}`],
  ['__proto__', '{"__proto__":{"admin":true}}'],
  ['__proto__, spelt differently', '{"\\u005f_proto__":1}'],
  ['__proto__ further in', '{"unknown":[{"__proto__":1}]}'],
  ['constructor.prototype', '{"constructor":{"prototype":{"admin":true}}}'],
  ['a name twice', '{"title":"one","title":"two"}'],
  ['a name twice, spelt differently', '{"title":"one","\\u0074itle":"two"}'],
  ['a name twice further in', '{"unknown":{"a":1,"a":1}}'],
  ['a name twice in a list', '{"tasks":[{"title":"one"},{"title":"one","title":"two"}]}'],
  ['two lists of one name', '{"tasks":[{"title":"one"}],"tasks":[]}'],
  ['bytes that are not UTF-8', Buffer.from('7b2261223a22ff227d', 'hex')],
  ['half a pair as UTF-8', Buffer.from('7b2261223a22eda080227d', 'hex')],
  ['UTF-16', Buffer.from('{"a":"b"}', 'utf16le')],
];

/** Bodies that can be read, with fields that no operation knows, and the pointers to those. */
export const BODIES_WITH_UNKNOWN_FIELDS: [string, string, string[]][] = [
  ['an unknown field', '{"unknown":1}', ['/unknown']],
  ['an empty name', '{"":1}', ['/']],
  ['a name to be escaped', '{"a/b~c":1}', ['/a~1b~0c']],
  ['a byte order mark', '\ufeff{"unknown":1}', ['/unknown']],
  ['20 levels', nested(20), ['/unknown']],
  ['constructor', '{"constructor":1}', ['/constructor']],
  ['what every object has', '{"toString":1,"hasOwnProperty":1}', ['/toString', '/hasOwnProperty']],
];

/** Values of every type, to be tried where another is wanted. */
export const VALUES_OF_ANY_TYPE = [null, true, 7, 1e300, '', 'x', [], [[]], [7], [''], {}, { a: 1 }];

/** Text that PostgreSQL cannot keep: NUL and halves of surrogate pairs. */
export const UNSTORABLE_VALUES = ['a\0b', '\ud800', ['\0'], ['\udc00']];

export const UNSUPPORTED_TYPES = [
  '',
  'text/plain',
  'text/json',
  'application/jsonp',
  'application/json-patch+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json; charset=latin1',
  'garbage',
];
