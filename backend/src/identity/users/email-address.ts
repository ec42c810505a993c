import { isEmail } from 'class-validator';
import { asciiDomainOf } from './email';

/**
 * Characters not allowed in a person's address: quotes and whatever requires them, list separators, and invisible
 * characters. Software that parses such text as a list of addresses would write to somebody else.
 */
const UNUSUAL = /["(),:;<>[\]\\\s\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** Whether it is an e-mail address in common form (RFC 5321 section 4.1.2, RFC 6531; `Dot-string` only). */
export function isEmailAddress(value: unknown): boolean {
  if (typeof value !== 'string' || !value.isWellFormed()) {
    return false;
  }
  // Other software may treat a full-width comma as a comma.
  const [, domain, ...others] = value.normalize('NFKC').split('@');
  return (
    others.length === 0 &&
    !UNUSUAL.test(value.normalize('NFKC')) &&
    isEmail(value) &&
    asciiDomainOf(domain ?? '') !== undefined
  );
}
