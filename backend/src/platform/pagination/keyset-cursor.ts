import { validate as isUuid } from 'uuid';
import { validationProblem } from '../validation/validation.pipe';
import { decodeCursorText, encodeCursorText, markOfList } from './cursor-text';

/** The last row of a page, after which the next one starts (keyset pagination). */
export interface Position {
  readonly value: string;
  readonly id: string;
}

/**
 * An opaque cursor: a position, and a fingerprint of the list it belongs to.
 * @param list everything that identifies the list: person, order, filters.
 */
export function encodeCursor(list: unknown[], { value, id }: Position): string {
  return encodeCursorText([markOf(list), value, id]);
}

/**
 * @param accepts whether a text can be such a value: a cursor may have been tampered with.
 * @throws Problem VALIDATION_FAILED unless this is a cursor of the same list, in canonical form.
 */
export function decodeCursor(cursor: string, list: unknown[], accepts: (value: string) => boolean): Position {
  const [, value, id] = decodeCursorText(cursor);
  const isPosition = typeof value === 'string' && accepts(value) && isUuid(id);
  if (!isPosition || cursor !== encodeCursorText([markOf(list), value, id])) {
    throw validationProblem([
      { pointer: '/cursor', code: 'INVALID', message: 'This is not a cursor of this list.' },
    ]);
  }
  return { value, id: id as string };
}

function markOf(list: unknown[]): string {
  return markOfList(JSON.stringify(list));
}
