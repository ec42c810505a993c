import type { EntityManager } from 'typeorm';
import { takePositionForRows } from '../../feed/next-position';
import { UNDOABLE_FOR } from './import-records.query';

/** Locks the account before the feed, in the usual order, since the access check at the end locks the account. */
const TAKE_POSITION = takePositionForRows('$1');

/** Maximum tasks per statement; a byte limit applies too, since their texts are indexed again. */
const ROWS_AT_A_TIME = 500;
const BYTES_AT_A_TIME = 65_536;

/** The result of undoing an import. */
export interface Undone {
  readonly removed: number;
  /** Tasks that were changed or deleted since, and so were kept. */
  readonly kept: number;
}

interface Found {
  readonly tasks: number;
  readonly position: string;
  readonly removed: number | null;
}

const FIND = `
  SELECT tasks, change_position AS position, removed FROM task_imports
  WHERE owner_id = $1 AND id = $2 AND created_at > now() - interval '${UNDOABLE_FOR}'`;

/** A changed task has a different position, so it is no longer found. */
const REMOVE_SOME = `
  WITH next AS (
    SELECT id, sum(bytes) OVER (ORDER BY id) - bytes AS before FROM (
      SELECT id, octet_length(title) + octet_length(array_to_string(tags, '')) + coalesce(octet_length(description), 0)
        AS bytes
      FROM tasks
      WHERE owner_id = $1 AND change_position = $2 AND id > $4 AND deleted_at IS NULL
      ORDER BY id LIMIT ${ROWS_AT_A_TIME}
    ) AS first
  )
  UPDATE tasks SET deleted_at = now(), updated_at = now(), version = version + 1, change_position = $3
  WHERE owner_id = $1 AND id IN (SELECT id FROM next WHERE before < ${BYTES_AT_A_TIME})
  RETURNING id`;

const REMEMBER = 'UPDATE task_imports SET undone_at = now(), removed = $3 WHERE owner_id = $1 AND id = $2';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Moves the tasks of an import that have not been changed since into the trash, as one change of the feed; repeating it
 * returns the first result.
 * @param signal aborts between two statements; its reason is thrown.
 * @returns undefined for an import that the person does not have, or that is too old to undo.
 */
export async function undoImport(
  transaction: EntityManager,
  ownerId: string,
  id: string,
  signal: AbortSignal,
): Promise<Undone | undefined> {
  const before = await find(transaction, ownerId, id);
  if (before?.removed !== null) {
    return before && outcomeOf(before, before.removed);
  }
  const [feed] = await transaction.query<[{ position: string }]>(TAKE_POSITION, [ownerId]);
  // Re-read under the feed's lock.
  const found = await find(transaction, ownerId, id);
  if (found?.removed !== null) {
    return found && outcomeOf(found, found.removed);
  }
  const removed = await removeAll(transaction, [ownerId, found.position, feed.position], signal);
  await transaction.query(REMEMBER, [ownerId, id, removed]);
  return outcomeOf(found, removed);
}

async function removeAll(
  transaction: EntityManager,
  parameters: [ownerId: string, from: string, to: string],
  signal: AbortSignal,
): Promise<number> {
  let removed = 0;
  let last: string | undefined = FIRST_ID;
  while (last !== undefined) {
    signal.throwIfAborted();
    const ids: string[] = await removeSome(transaction, [...parameters, last]);
    removed += ids.length;
    last = ids.sort().at(-1);
  }
  return removed;
}

async function removeSome(transaction: EntityManager, parameters: string[]): Promise<string[]> {
  const [rows] = await transaction.query<[{ id: string }[], number]>(REMOVE_SOME, parameters);
  return rows.map(({ id }) => id);
}

async function find(transaction: EntityManager, ownerId: string, id: string): Promise<Found | undefined> {
  const [found] = await transaction.query<Found[]>(FIND, [ownerId, id]);
  return found;
}

function outcomeOf({ tasks }: Found, removed: number | null): Undone {
  return { removed: removed ?? 0, kept: tasks - (removed ?? 0) };
}
