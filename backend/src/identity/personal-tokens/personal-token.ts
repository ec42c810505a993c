import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { newId } from '../../platform/crypto/new-id';

/** The prefix that tells personal access tokens from session tokens, and identifies them to secret scanners. */
export const PERSONAL_TOKEN_MARK = 'twd_';

/**
 * `twd_`, the id of the token, 32 random bytes and a CRC-32 of everything before it, in lower-case hexadecimal. The
 * checksum is no proof: it lets scanners, and this server, tell real tokens from lookalikes without a database query.
 * docs/access-tokens.md promises this form to scanners.
 */
const FORM = /^(twd_([0-9a-f]{32})[0-9a-f]{64})([0-9a-f]{8})$/;
const SECRET_BYTES = 32;
/** Digits of the id shown to help people recognise a token. */
const SHOWN_DIGITS = 16;

/** The stored part of a token. */
interface KeptToken {
  /** A UUID. */
  readonly id: string;
  /** The only stored trace of the token itself. */
  readonly hash: Buffer;
}

/** A new token; its text cannot be derived from what is stored. */
export function createPersonalToken(): KeptToken & { readonly token: string } {
  const id = newId();
  const unchecked = PERSONAL_TOKEN_MARK + digitsOf(id) + randomBytes(SECRET_BYTES).toString('hex');
  const token = unchecked + checksumOf(unchecked);
  return { id, token, hash: hashOf(token) };
}

/** Parses a token; undefined for anything not in the exact form. */
export function readPersonalToken(token: string): KeptToken | undefined {
  const [, unchecked = '', digits = '', checksum] = FORM.exec(token) ?? [];
  if (checksum !== checksumOf(unchecked)) {
    return undefined;
  }
  const id = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { id, hash: hashOf(token) };
}

/** The beginning of a token, which is no secret. */
export function shownPrefixOf(id: string): string {
  return PERSONAL_TOKEN_MARK + digitsOf(id).slice(0, SHOWN_DIGITS);
}

function digitsOf(uuid: string): string {
  return uuid.replaceAll('-', '');
}

function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** A fast hash is enough: unlike a password, 256 random bits cannot be guessed. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
