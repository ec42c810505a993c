import { validate as isUuid } from 'uuid';
import { markOfList } from '../../platform/pagination/cursor-text';
import { validationProblem } from '../../platform/validation/validation.pipe';

/** Opaque text: the last event of a page, and a mark of the person whose events they are. */
export function writeEventCursor(lastId: string, userId: string): string {
  const mark = markOfList(`security-events:${userId}`);
  return Buffer.from(`${mark}${lastId}`).toString('base64url');
}

/**
 * The event that the next page begins after.
 * @throws Problem VALIDATION_FAILED for anything but a cursor of this very person, in its one spelling.
 */
export function readEventCursor(cursor: string, userId: string): string {
  const lastId = Buffer.from(cursor, 'base64url').toString().slice(-36);
  if (!isUuid(lastId) || cursor !== writeEventCursor(lastId, userId)) {
    throw validationProblem([
      { pointer: '/cursor', code: 'INVALID', message: 'This is not a cursor of this list.' },
    ]);
  }
  return lastId;
}
