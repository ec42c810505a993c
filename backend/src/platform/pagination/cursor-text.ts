import { createHash } from 'node:crypto';

/** Encodes an opaque cursor. */
export function encodeCursorText(parts: unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Decodes a cursor, canonical or not; empty for any other text. */
export function decodeCursorText(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** A short fingerprint of a list. @param list everything that identifies the list. */
export function markOfList(list: string): string {
  return createHash('sha256').update(list).digest('base64url').slice(0, 16);
}
