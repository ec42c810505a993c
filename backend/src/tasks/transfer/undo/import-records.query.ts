import type { EntityManager } from 'typeorm';
import { newId } from '../../../platform/crypto/new-id';

/** Number of imports kept per person: the most recent ones. */
export const IMPORTS_KEPT = 50;
export const UNDOABLE_FOR = '24 hours';

/** The stored part of an import. */
export interface ImportRecord {
  readonly ownerId: string;
  readonly format: string;
  readonly digest: string;
  readonly tasks: number;
  /** The feed position of the change that created the tasks. */
  readonly position: string;
}

const INSERT = `
  INSERT INTO task_imports (owner_id, id, format, digest, tasks, change_position) VALUES ($1, $2, $3, $4, $5, $6)`;

const FORGET_OLDER = `
  DELETE FROM task_imports WHERE owner_id = $1 AND id IN (
    SELECT id FROM task_imports WHERE owner_id = $1 ORDER BY created_at DESC, id DESC OFFSET ${IMPORTS_KEPT}
  )`;

/** Ignores imports that were undone. */
const FIND_LAST = `
  SELECT created_at AS "createdAt" FROM task_imports WHERE owner_id = $1 AND digest = $2 AND undone_at IS NULL
  ORDER BY created_at DESC LIMIT 1`;

/** Runs in the transaction that creates the tasks, with the feed locked. Resolves to the id of the import. */
export async function recordImport(transaction: EntityManager, record: ImportRecord): Promise<string> {
  const { ownerId, format, digest, tasks, position } = record;
  const id = newId();
  await transaction.query(INSERT, [ownerId, id, format, digest, tasks, position]);
  await transaction.query(FORGET_OLDER, [ownerId]);
  return id;
}

/** When the same bytes were last imported, as RFC 3339; undefined if never. */
export async function findEarlierImport(
  manager: EntityManager,
  ownerId: string,
  digest: string,
): Promise<string | undefined> {
  const [found] = await manager.query<{ createdAt: string }[]>(FIND_LAST, [ownerId, digest]);
  return found?.createdAt;
}
