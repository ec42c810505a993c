import type { User } from '../api/types';

/** Whoever guesses passwords here begins with the names of the product. */
const PRODUCT_WORDS = ['taskward', 'taskmanager', 'task manager', 'tasks'];
/** Shorter ones are found in too many honest words. */
const SHORTEST_WORD = 3;

/** What makes a password easier to guess for somebody who knows whose it is. The server counts the same words. */
export function contextWordsOf(person: Pick<User, 'email' | 'displayName'> | undefined): string[] {
  const { email = '', displayName = '' } = person ?? {};
  const [local = '', domain = ''] = email.split('@');
  const host = domain.slice(0, Math.max(0, domain.lastIndexOf('.')));
  const words = [email, local, domain, displayName, displayName.replaceAll(' ', '')];
  const parts = [local, host, displayName].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const long = [...words, ...parts].filter((word) => word.length >= SHORTEST_WORD);
  return [...new Set([...PRODUCT_WORDS, ...long.map((word) => word.normalize('NFC').toLowerCase())])];
}
