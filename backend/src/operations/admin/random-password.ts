import { randomBytes } from 'node:crypto';

/** 32 characters, for a uniform distribution; none can be mistaken for another. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 20;
const GROUP = /.{5}(?=.)/g;

/** 100 bits that can be read out and typed: `k7wq2-…`. Its recipient must change it. */
export function randomPassword(): string {
  const letters = Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]);
  return letters.join('').replace(GROUP, '$&-');
}
