import { readPersonalToken } from '../../../src/identity/personal-tokens/personal-token';

/** What a secret looks like, wherever it stands; group 1, where there is one, must also look random. */
const FORMS: Record<string, RegExp> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g,
  'a JWT': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g,
  'a password in an address': /\b[a-z][a-z+]*:\/\/[\w.%-]+:([^\s@/:'"`]{12,})@/g,
  'a key of a known service': /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{36,}|npm_\w{36,}|xox[abprs]-[\w-]{20,})/g,
  'a named secret':
    /(?:SECRETS?|PASSWORDS?|PASSWD|PEPPER|TOKEN|CREDENTIALS?|API_?KEY)["'\]]?\s*[:=]\s*["'`]?([\w+/=.~-]{20,})/gi,
};

const PERSONAL_TOKEN = /\btwd_[0-9a-f]{104}\b/g;

/** Bits of a character: words have at most three and a half, hexadecimal digits nearly four. */
const RANDOM = 3.6;

/** What opens nothing: the token of the manual, with which scanners can be tried, and the password of the tests. */
const EXAMPLES = [
  'twd_019aa3f2c07b7d1e80000000000000000123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef95c5183c',
  'quiet-Lantern-71-harbour',
];

/** What a compiler or bundler makes of a name: `password_command_1.resetPassword` or `exports2.isStrongPassword`. */
const COMPILED_NAME = /^[a-z_]+\d\.[a-z_]+$/i;

/** What in a text looks like a secret that somebody could use. */
export function findSecrets(text: string): string[] {
  const tokens = [...text.matchAll(PERSONAL_TOKEN)].filter(([token]) => isUsable(token));
  const others = Object.entries(FORMS).flatMap(([kind, form]) =>
    [...text.matchAll(form)].filter(([, value]) => value === undefined || looksRandom(value)).map(() => kind),
  );
  return [...others, ...tokens.map(() => 'a personal access token')];
}

function isUsable(token: string): boolean {
  return readPersonalToken(token) !== undefined && !EXAMPLES.includes(token);
}

function looksRandom(value: string): boolean {
  return (
    !EXAMPLES.includes(value) &&
    !COMPILED_NAME.test(value) &&
    /\d/.test(value) &&
    /[a-z]/i.test(value) &&
    entropyOf(value) >= RANDOM
  );
}

/** Shannon's entropy of the characters of a text, in bits. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()]
    .map((count) => count / text.length)
    .reduce((sum, share) => sum - share * Math.log2(share), 0);
}
