import { MAX, NIL, validate as isUuid } from 'uuid';
import type { Problem } from '../../platform/errors/problem';
import { decodeCursorText, encodeCursorText, markOfList } from '../../platform/pagination/cursor-text';
import { validationProblem } from '../../platform/validation/validation.pipe';

/** How far somebody has read the changes. Positions are bigints, so text. */
export interface ChangeCursor {
  readonly position: string;
  /** The last task of that position which was read: many can share one. */
  readonly id: string;
  /** The latest position when the reading began: what was gone before need not be named. */
  readonly startedAt: string;
}

const POSITION = /^(0|[1-9]\d{0,18})$/;
const POSITION_MAXIMUM = 2n ** 63n - 1n;

/** Before everything. */
export const BEGINNING: Omit<ChangeCursor, 'startedAt'> = { position: '0', id: NIL };

/** After everything that has a position so far. */
export function presentAt(position: string): ChangeCursor {
  return { position, id: MAX, startedAt: position };
}

/** Opaque text of a place in the changes of this person. */
export function writeChangeCursor({ position, id, startedAt }: ChangeCursor, ownerId: string): string {
  return encodeCursorText([feedMark(ownerId), position, id, startedAt]);
}

/**
 * @param pointer the parameter or header field that holds the cursor, for the problem.
 * @throws Problem VALIDATION_FAILED for anything but a cursor of this person's changes, in its one spelling.
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

/** For a cursor that was right once: deletions that came after it are forgotten, or the database was set back. */
export function outdatedCursor(pointer: string): Problem {
  return validationProblem([
    { pointer, code: 'OUTDATED', message: 'This cursor is too old. Start anew, without it.' },
  ]);
}

function isPosition(value: unknown): value is string {
  return typeof value === 'string' && POSITION.test(value) && BigInt(value) <= POSITION_MAXIMUM;
}

/** Changes with the person and differs from that of any list. */
function feedMark(ownerId: string): string {
  return markOfList(`changes ${ownerId}`);
}
