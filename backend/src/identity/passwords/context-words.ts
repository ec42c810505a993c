import type { User } from '../users/user.entity';

/** Names of the product: attackers try them first (ASVS V6.1.2). */
const PRODUCT_WORDS = ['taskward', 'taskmanager', 'task manager', 'tasks'];
/** Shorter ones occur in too many legitimate words. */
const SHORTEST_WORD = 3;

/**
 * Words that an attacker who knows the account would try: product, e-mail and name, whole and in parts (ASVS V6.2.11).
 */
export function contextWordsOf({ email, displayName }: Pick<User, 'email' | 'displayName'>): string[] {
  const [local = '', domain = ''] = email.split('@');
  const host = domain.slice(0, domain.lastIndexOf('.'));
  const words = [email, local, domain, displayName, displayName.replaceAll(' ', '')];
  const parts = [local, host, displayName].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const long = [...words, ...parts].filter((word) => word.length >= SHORTEST_WORD);
  return [...new Set([...PRODUCT_WORDS, ...long.map((word) => word.normalize('NFC').toLowerCase())])];
}
