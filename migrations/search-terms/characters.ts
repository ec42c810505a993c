/** Ranges of a bracket expression: punctuation and symbols; what is not among them counts as part of a word. */
export const MARKS = [
  String.raw`!-/:-@\u005B-\u0060{-~\u00A1-\u00BF\u00D7\u00F7\u02C2-\u02DF\u055A-\u055F\u0589\u058A`,
  String.raw`\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u060C\u060D\u061B\u061E\u061F\u066A-\u066D\u06D4\u0964\u0965\u0970`,
  String.raw`\u0E4F\u0E5A\u0E5B\u1360-\u1368\u17D4-\u17D6\u2000-\u2BFF\u2E00-\u2E7F\u3001-\u3004\u3008-\u3020\u3030`,
  String.raw`\u303D-\u303F\u30A0\u30FB\U0001F000-\U0001FAFF`,
].join('');
export const MARK = `[${MARKS}]`;
export const SEPARATORS = `[ ${MARKS}]+`;

/** Letters of scripts without spaces between words; and Korean, whose compounds have none: each can begin a word. */
export const DENSE = [
  String.raw`[\u0E00-\u0E4E\u0E50-\u0E59\u0E80-\u0FFF\u1000-\u109F\u1100-\u11FF\u1780-\u17D3\u17D7-\u17FF\u2E80-\u2FFF`,
  String.raw`\u3005-\u3007\u3021-\u302F\u3031-\u303C\u3040-\u309F\u30A1-\u30FA\u30FC-\u318F\u31A0-\u31FF\u3400-\u4DBF`,
  String.raw`\u4E00-\u9FFF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\U00020000-\U0003FFFF]`,
].join('');

/** Where a number begins or ends within a word. */
export const NUMBER = '(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])';
/** Where a term with marks begins: before each mark, behind it, and at numbers. */
export const BEGINNING = `(?=${MARK})|(?<=${MARK})|${NUMBER}`;

/** Text in which nothing is to be folded but capitals and spaces. */
export const PLAIN = String.raw`^[\t-\r -~]*$`;

/**
 * What does not count, in decomposed text: accents, vowel signs of Hebrew and Arabic, the dot of Indian letters from
 * elsewhere, and what nobody sees. The breve of й and ў stays: those are letters of their own. So do the signs of Indian
 * and South-East Asian vowels, and the Japanese ones of voice, which are as good as letters.
 */
export const DROPPED = [
  String.raw`[\u0300-\u0305\u0307-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A`,
  String.raw`\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u093C\u09BC\u0A3C\u0ABC`,
  String.raw`\u0B3C\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F`,
  String.raw`\u0001-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u115F\u1160\u17B4\u17B5\u180B-\u180F`,
  String.raw`\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\U000E0000-\U000E0FFF]|(?<![иу])\u0306`,
].join('');

/** Characters that count as one. */
export const ALIKE: readonly [string, string][] = [
  [' ', '\t\n\v\f\r\u0085\u1680\u2028\u2029'],
  ["'", '\u2018\u2019\u201A\u201B\u2032\u02B9\u02BB\u02BC\u02C8\u2039\u203A\u05F3'],
  ['"', '\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB\u05F4'],
  ['-', '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u058A\u05BE'],
  ['~', '\u301C'],
  ['/', '\u2044\u2215'],
  ['.', '\u3002\u06D4\u066B'],
  [',', '\u3001\u060C\u066C'],
  [';', '\u061B'],
  ['?', '\u061F'],
  ['%', '\u066A'],
  ['i', 'ı'],
  ['l', 'ł'],
  ['o', 'ø'],
  ['d', 'đð'],
  ['h', 'ħ'],
  ['t', 'ŧ'],
  ['n', 'ŋ'],
  ['σ', 'ς'],
  ['ا', 'ٱ'],
  ['ي', 'ىی'],
  ['ك', 'ک'],
  ['ه', 'ةہ'],
  ...Array.from('0123456789', (digit, value): [string, string] => [
    digit,
    String.fromCodePoint(0x06_60 + value, 0x06_f0 + value, 0x09_66 + value),
  ]),
];
export const LIGATURES: readonly [string, string][] = [
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
];
