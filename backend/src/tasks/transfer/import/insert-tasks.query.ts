import type { EntityManager } from 'typeorm';
import { takePositionForRows } from '../../feed/next-position';
import { limitReached, type TaskMaxima } from '../../core/task-room';
import { WRITTEN, WRITTEN_NAMES } from '../../core/written-columns';
import type { StagedTasks } from './staged-tasks';

const TAKE_POSITION = takePositionForRows(
  '$1',
  '($2 = 0 OR kept.open_tasks + $2 <= $3) AND kept.kept_tasks + $4 <= $5',
);

const WRITTEN_TYPES = WRITTEN.map(([, { column, type }]) => `${column} ${type}`).join(', ');

/** Times in the future are replaced by now. */
const INSERT_TASKS = `
  INSERT INTO tasks (id, owner_id, completed_at, created_at, change_position, ${WRITTEN_NAMES})
  SELECT id, $1, CASE WHEN completed THEN least(coalesce(completed_at, now()), now()) END,
         least(coalesce(created_at, now() - age * interval '1 millisecond'), now()), $2, ${WRITTEN_NAMES}
  FROM json_to_recordset($3) AS row (
    id uuid, completed boolean, completed_at timestamptz, created_at timestamptz, age integer, ${WRITTEN_TYPES})`;

/**
 * Inserts tasks as one change of the feed, which stays locked until the transaction is over.
 * @param onLocked called as soon as the feed is locked; an exception aborts the import.
 * @param signal aborts between two batches; its reason is thrown.
 * @returns the position of the change.
 * @throws Problem LIMIT_REACHED
 */
export async function insertStagedTasks(
  transaction: EntityManager,
  ownerId: string,
  tasks: StagedTasks,
  maxima: TaskMaxima,
  { onLocked, signal }: { readonly onLocked: () => Promise<void>; readonly signal: AbortSignal },
): Promise<string> {
  const feed = await transaction.query<{ position: string }[]>(TAKE_POSITION, [
    ownerId,
    tasks.open,
    maxima.openTasksMaximum,
    tasks.count,
    maxima.tasksMaximum,
  ]);
  // The limits are checked here too, since the condition does not apply to a newly inserted feed.
  if (!feed[0] || tasks.open > maxima.openTasksMaximum || tasks.count > maxima.tasksMaximum) {
    throw await limitReached(transaction, ownerId, tasks, maxima);
  }
  await onLocked();
  for await (const batch of tasks.read()) {
    signal.throwIfAborted();
    await transaction.query(INSERT_TASKS, [ownerId, feed[0].position, batch]);
  }
  return feed[0].position;
}
