import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { newId } from '../../platform/crypto/new-id';

/** What tells a personal access token from the token of a session, and a scanner that it found one. */
export const PERSONAL_TOKEN_MARK = 'twd_';

/**
 * `twd_`, the id of the token, 32 random bytes and a CRC-32 of all that stands before it, in lower-case hexadecimal.
 * The checksum proves nothing: it lets scanners, and this server, tell leaks from lookalikes without a question to
 * the database. docs/access-tokens.md promises this form to scanners.
 */
const FORM = /^(twd_([0-9a-f]{32})[0-9a-f]{64})([0-9a-f]{8})$/;
const SECRET_BYTES = 32;
/** Digits of the id by which people recognise a token. */
const SHOWN_DIGITS = 16;

/** What is kept of a token. */
interface KeptToken {
  /** A UUID. */
  readonly id: string;
  /** All that is ever stored of the token itself. */
  readonly hash: Buffer;
}

/** A token that nobody has yet; it cannot be computed again from what is stored. */
export function createPersonalToken(): KeptToken & { readonly token: string } {
  const id = newId();
  const unchecked = PERSONAL_TOKEN_MARK + digitsOf(id) + randomBytes(SECRET_BYTES).toString('hex');
  const token = unchecked + checksumOf(unchecked);
  return { id, token, hash: hashOf(token) };
}

/** What a token says about itself; undefined for anything that is not spelt like one, to the last character. */
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

/** Fast on purpose: 256 random bits cannot be guessed, unlike a password. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
