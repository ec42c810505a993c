import type { User } from '../api/types';

/** Attackers try the names of the product first. */
const PRODUCT_WORDS = ['taskward', 'taskmanager', 'task manager', 'tasks'];
/** Shorter ones occur in too many legitimate words. */
const SHORTEST_WORD = 3;

/** Words that an attacker who knows the person would try. The server uses the same ones. */
export function contextWordsOf(person: Pick<User, 'email' | 'displayName'> | undefined): string[] {
  const { email = '', displayName = '' } = person ?? {};
  const [local = '', domain = ''] = email.split('@');
  const host = domain.slice(0, Math.max(0, domain.lastIndexOf('.')));
  const words = [email, local, domain, displayName, displayName.replaceAll(' ', '')];
  const parts = [local, host, displayName].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const long = [...words, ...parts].filter((word) => word.length >= SHORTEST_WORD);
  return [...new Set([...PRODUCT_WORDS, ...long.map((word) => word.normalize('NFC').toLowerCase())])];
}
