import { MAX, NIL, validate as isUuid } from 'uuid';
import type { Problem } from '../../platform/errors/problem';
import { decodeCursorText, encodeCursorText, markOfList } from '../../platform/pagination/cursor-text';
import { validationProblem } from '../../platform/validation/validation.pipe';

/** A reader's position in the change feed. Positions are bigints, so text. */
export interface ChangeCursor {
  readonly position: string;
  /** The last task read at that position, which several tasks can share. */
  readonly id: string;
  /** The latest position when reading began: tasks gone before that need not be reported. */
  readonly startedAt: string;
}

const POSITION = /^(0|[1-9]\d{0,18})$/;
const POSITION_MAXIMUM = 2n ** 63n - 1n;

/** Before the first change. */
export const BEGINNING: Omit<ChangeCursor, 'startedAt'> = { position: '0', id: NIL };

/** After the latest change. */
export function presentAt(position: string): ChangeCursor {
  return { position, id: MAX, startedAt: position };
}

/** Encodes an opaque cursor of this person's change feed. */
export function writeChangeCursor({ position, id, startedAt }: ChangeCursor, ownerId: string): string {
  return encodeCursorText([feedMark(ownerId), position, id, startedAt]);
}

/**
 * @param pointer the parameter or header field that holds the cursor, for the problem.
 * @throws Problem VALIDATION_FAILED unless this is a cursor of this person's change feed, in canonical form.
 */
export function readChangeCursor(cursor: string, ownerId: string, pointer: string): ChangeCursor {
  const [, position, id, startedAt] = decodeCursorText(cursor);
  const isPlace = isPosition(position) && isUuid(id) && isPosition(startedAt);
  if (!isPlace || cursor !== encodeCursorText([feedMark(ownerId), position, id, startedAt])) {
    throw validationProblem([
      { pointer, code: 'INVALID', message: 'This is not a cursor of these changes.' },
    ]);
  }
  return { position, id: id as string, startedAt };
}

/** For a formerly valid cursor: later deletions have been purged, or the database was restored to an earlier state. */
export function outdatedCursor(pointer: string): Problem {
  return validationProblem([
    { pointer, code: 'OUTDATED', message: 'This cursor is too old. Start anew, without it.' },
  ]);
}

function isPosition(value: unknown): value is string {
  return typeof value === 'string' && POSITION.test(value) && BigInt(value) <= POSITION_MAXIMUM;
}

/** Depends on the person, and differs from the fingerprint of every list. */
function feedMark(ownerId: string): string {
  return markOfList(`changes ${ownerId}`);
}
