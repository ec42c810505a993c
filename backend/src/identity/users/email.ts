import { domainToASCII, domainToUnicode } from 'node:url';

/** What the parser of addresses would decode, drop, or take for the end of the name; no domain holds it. */
const FOREIGN_TO_DOMAINS = /[\s/\\?#:@%[\]\p{C}\p{Default_Ignorable_Code_Point}]/u;
/** Not in digits: the parser would read a number as an address of IPv4. */
const ENDS_IN_LETTERS = /(?:^|\.)[a-z][a-z0-9-]*$/;

/**
 * The form in which two e-mail addresses are compared. Before the @, letters lose their case only where the change can
 * be taken back: `A` is `a` and `É` is `é`, but the Kelvin sign is not `k`, so that different addresses never become
 * one. Behind it, `münchen.de` and `xn--mnchen-3ya.de` are one domain in two spellings (UTS 46).
 */
export function emailKeyOf(email: string): string {
  const [local, domain] = split(email);
  return foldCase(local) + (asciiDomainOf(domain) ?? foldCase(domain));
}

/**
 * All keys that accounts of the address may have, that of its very spelling first: when accounts were made whose key
 * held the domain as it was typed, each spelling could get its own.
 */
export function emailKeysOf(email: string): string[] {
  const [local, domain] = split(email);
  const ascii = asciiDomainOf(domain);
  const domains = ascii === undefined ? [] : [ascii, domainToUnicode(ascii)];
  return [...new Set([foldCase(email), ...domains.map((spelling) => foldCase(local) + spelling)])];
}

/** The domain as it stands in the DNS; undefined for what cannot be one. */
export function asciiDomainOf(domain: string): string | undefined {
  const ascii = FOREIGN_TO_DOMAINS.test(domain) ? '' : domainToASCII(domain);
  return ENDS_IN_LETTERS.test(ascii) ? ascii : undefined;
}

/** What stands before the @ of an e-mail address, as a display name until there is a better one. */
export function nameFromEmail(email: string): string {
  const [name = email] = email.split('@', 1);
  return Array.from(name).slice(0, 100).join('');
}

/** Up to the last @, and what stands behind it. */
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
