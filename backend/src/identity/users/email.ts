import { domainToASCII, domainToUnicode } from 'node:url';

/** Characters that the URL parser would decode, drop, or treat as the end of the host; no domain contains them. */
const FOREIGN_TO_DOMAINS = /[\s/\\?#:@%[\]\p{C}\p{Default_Ignorable_Code_Point}]/u;
/** Excludes numeric endings, which the URL parser would read as an IPv4 address. */
const ENDS_IN_LETTERS = /(?:^|\.)[a-z][a-z0-9-]*$/;

/**
 * The canonical form for comparing e-mail addresses. In the local part, letters are only lower-cased where that is
 * reversible: `A` becomes `a` and `É` becomes `é`, but the Kelvin sign does not become `k`, so that different addresses
 * never collide. In the domain, `münchen.de` and `xn--mnchen-3ya.de` are the same (UTS 46).
 */
export function emailKeyOf(email: string): string {
  const [local, domain] = split(email);
  return foldCase(local) + (asciiDomainOf(domain) ?? foldCase(domain));
}

/**
 * All keys that the address's accounts may have, the exact spelling first: accounts from before domains were normalised
 * kept the domain as typed, so each spelling could have its own account.
 */
export function emailKeysOf(email: string): string[] {
  const [local, domain] = split(email);
  const ascii = asciiDomainOf(domain);
  const domains = ascii === undefined ? [] : [ascii, domainToUnicode(ascii)];
  return [...new Set([foldCase(email), ...domains.map((spelling) => foldCase(local) + spelling)])];
}

/** The domain in its DNS form; undefined if it cannot be a domain. */
export function asciiDomainOf(domain: string): string | undefined {
  const ascii = FOREIGN_TO_DOMAINS.test(domain) ? '' : domainToASCII(domain);
  return ENDS_IN_LETTERS.test(ascii) ? ascii : undefined;
}

/** The local part of an e-mail address, as an initial display name. */
export function nameFromEmail(email: string): string {
  const [name = email] = email.split('@', 1);
  return Array.from(name).slice(0, 100).join('');
}

/** Splits at the last @. */
function split(email: string): [local: string, domain: string] {
  const end = email.lastIndexOf('@') + 1 || email.length;
  return [email.slice(0, end), email.slice(end)];
}

function foldCase(text: string): string {
  return Array.from(text, foldCharacter).join('');
}

function foldCharacter(character: string): string {
  const lower = character.toLowerCase();
  return lower.toUpperCase() === character ? lower : character;
}
