import { isEmail } from 'class-validator';
import { asciiDomainOf } from './email';

/**
 * What no address of a person holds: quotes and all that needs them, separators of lists, and characters that nobody
 * sees. Whoever reads such text as a list of addresses would write to somebody else.
 */
const UNUSUAL = /["(),:;<>[\]\\\s\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** Whether it is an e-mail address as people have them (RFC 5321 section 4.1.2, RFC 6531; `Dot-string` alone). */
export function isEmailAddress(value: unknown): boolean {
  if (typeof value !== 'string' || !value.isWellFormed()) {
    return false;
  }
  // Others may see a comma in a full-width one.
  const [, domain, ...others] = value.normalize('NFKC').split('@');
  return (
    others.length === 0 &&
    !UNUSUAL.test(value.normalize('NFKC')) &&
    isEmail(value) &&
    asciiDomainOf(domain ?? '') !== undefined
  );
}
