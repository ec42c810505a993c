import { validate as isUuid } from 'uuid';
import { markOfList } from '../../platform/pagination/cursor-text';
import { validationProblem } from '../../platform/validation/validation.pipe';

/** Opaque cursor: the last event of a page, and a mark of the person it belongs to. */
export function writeEventCursor(lastId: string, userId: string): string {
  const mark = markOfList(`security-events:${userId}`);
  return Buffer.from(`${mark}${lastId}`).toString('base64url');
}

/**
 * The event after which the next page starts.
 * @throws Problem VALIDATION_FAILED unless this is a cursor of this person, in canonical form.
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
