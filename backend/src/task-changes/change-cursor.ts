import { createHash } from 'node:crypto';
import { MAX as MAX_ID, NIL as MIN_ID, validate as isUuid } from 'uuid';
import { validationProblem } from '../validation/validation.pipe';

/** A place in a person's feed: behind this change. */
export interface FeedPlace {
  /** A bigint, so text. */
  readonly position: string;
  readonly id: string;
}

/** Before everything, also before what was put into the table without a position. */
export const BEGINNING: FeedPlace = { position: '-1', id: MIN_ID };

/** Behind everything that has this position. */
export const behind = (position: string): FeedPlace => ({ position, id: MAX_ID });

const FORM = /^.{16}(-1|0|[1-9]\d{0,18})\.(.{36})$/;

/** Opaque text: a place, and a mark of the person whose feed it is in. */
export function writeChangeCursor({ position, id }: FeedPlace, ownerId: string): string {
  const mark = createHash('sha256').update(`task-changes:${ownerId}`).digest('base64url').slice(0, 16);
  return Buffer.from(`${mark}${position}.${id}`).toString('base64url');
}

/**
 * @param pointer the name of the parameter or header field that held it.
 * @throws Problem VALIDATION_FAILED for anything but a cursor of this very person, in its one spelling.
 */
export function readChangeCursor(cursor: string, ownerId: string, pointer: string): FeedPlace {
  const [, position, id] = FORM.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const place = position && id && isUuid(id) ? { position, id } : undefined;
  if (!place || BigInt(place.position) > MAX_POSITION || cursor !== writeChangeCursor(place, ownerId)) {
    throw validationProblem([
      { pointer, code: 'INVALID', message: 'This is not a cursor of these changes.' },
    ]);
  }
  return place;
}

/** PostgreSQL's `bigint` ends here. */
const MAX_POSITION = 2n ** 63n - 1n;
