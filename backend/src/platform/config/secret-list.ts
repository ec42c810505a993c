import { createSecretKey, type KeyObject } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { macOf } from '../crypto/mac';

/** Shortest secret in bytes: 256 bits, the output size of HMAC-SHA-256 (RFC 7518 section 3.2). */
export const MINIMUM_SECRET_BYTES = 32;
const MINIMUM_ENTROPY_BITS = 128;
const EXAMPLE_WORDS = /change.?me|example|password|replace|secret|your[-_ ]|1234567|abcdefg/i;

/** One secret of a list, and the key id that names it in tokens and password hashes. */
export interface Secret {
  readonly kid: string;
  readonly key: KeyObject;
}

/**
 * The first secret signs, all of them verify, so that a key can be replaced without invalidating what it signed (ASVS
 * V11.2.2, V13.3.4).
 */
export type SecretList = readonly [Secret, ...Secret[]];

/** Parses a comma-separated list of keys. */
export function parseSecretList(list: string): SecretList {
  const [signing = '', ...others] = splitSecretList(list);
  return [parseSecret(signing), ...others.map(parseSecret)];
}

function parseSecret(secret: string): Secret {
  return { kid: macOf('taskward key id', secret).slice(0, 8), key: createSecretKey(secret, 'utf8') };
}

/** What is wrong with a comma-separated list of secrets, without revealing any; undefined if it is valid. */
export function findSecretListProblem(list: string): string | undefined {
  const secrets = splitSecretList(list);
  if (new Set(secrets).size < secrets.length) {
    return 'holds the same secret twice';
  }
  if (secrets.some((secret) => Buffer.byteLength(secret) < MINIMUM_SECRET_BYTES)) {
    return `needs at least ${MINIMUM_SECRET_BYTES} bytes in every secret`;
  }
  if (secrets.some((secret) => EXAMPLE_WORDS.test(secret) || entropyBits(secret) < MINIMUM_ENTROPY_BITS)) {
    return 'holds a secret that is not random enough (make one with: openssl rand -base64 48)';
  }
  return undefined;
}

function splitSecretList(list: string): string[] {
  return list.split(',').map((secret) => secret.trim());
}

/** An upper bound, low for text of few distinct characters or with repetitions or sequences. */
function entropyBits(text: string): number {
  return Math.min(shannonBits(text), 8 * deflateRawSync(text).length);
}

function shannonBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()].reduce((bits, count) => bits + count * Math.log2(text.length / count), 0);
}
