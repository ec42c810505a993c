import { randomBytes } from 'node:crypto';

/** Thirty-two, so that every one is as likely; none looks like another one. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 20;
const GROUP = /.{5}(?=.)/g;

/** 100 bits that can be read out and typed: `k7wq2-…`. Whoever gets it changes it. */
export function randomPassword(): string {
  const letters = Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]);
  return letters.join('').replace(GROUP, '$&-');
}
