import { createHash } from 'node:crypto';

/** Text that is opaque to clients. */
export function encodeCursorText(parts: unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts of such a text, in whatever spelling; none of any other text. */
export function decodeCursorText(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** Tells lists apart in few characters. @param list whatever makes a list another one. */
export function markOfList(list: string): string {
  return createHash('sha256').update(list).digest('base64url').slice(0, 16);
}
