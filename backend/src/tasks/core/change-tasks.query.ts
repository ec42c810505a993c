import type { EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { FEED, OPEN_TASKS, TAKEN_POSITION, takePosition } from '../feed/next-position';
import { TASK_COLUMNS, type TaskRow } from './dto/task.dto';
import type { UpdateTaskDto } from './dto/update-task.dto';
import { Task } from './task.entity';

/** Values or SQL for the columns that change. */
export type TaskChange = QueryDeepPartialEntity<Task>;

const MENTIONED = 'owner_id = :ownerId AND id = ANY(CAST(:ids AS uuid[]))';

/** Conditions on the tasks to change, besides belonging to the owner. */
interface Conditions {
  /** The versions the change may be based on; undefined for any. */
  allowed?: number[];
  inTrash?: boolean;
  /** For changes that can open tasks: nothing is changed if more than this many would be open afterwards. */
  openTasksMaximum?: number;
}

/** Finds, checks and writes in one statement, all or nothing; resolves to the tasks that matched. */
export async function changeTasks(
  manager: EntityManager,
  ownerId: string,
  ids: string[],
  change: TaskChange,
  { allowed, inTrash = false, openTasksMaximum }: Conditions = {},
): Promise<TaskRow[]> {
  const update = manager
    .createQueryBuilder()
    .addCommonTableExpression(takePosition(':ownerId'), FEED)
    .update(Task)
    .set(inFixedOrder({ ...change, changePosition: () => TAKEN_POSITION }))
    .where(`${MENTIONED} AND deleted_at ${inTrash ? 'IS NOT NULL' : 'IS NULL'}`, { ownerId, ids });
  if (allowed) {
    update.andWhere('version = ANY(CAST(:allowed AS integer[]))', { allowed: [...new Set(allowed)] });
  }
  if (openTasksMaximum !== undefined) {
    update
      .addCommonTableExpression(countOpening(inTrash), 'opening')
      .andWhere(`(SELECT opened = 0 OR ${OPEN_TASKS} + opened <= :openTasksMaximum FROM opening)`)
      .setParameter('openTasksMaximum', openTasksMaximum);
  }
  const updated = await update.returning(TASK_COLUMNS).execute();
  return updated.raw as TaskRow[];
}

/** Sorts the columns, so that the client's order does not produce further prepared statements. */
function inFixedOrder(change: TaskChange): TaskChange {
  return Object.fromEntries(Object.entries(change).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Number of tasks that a change would newly open. They are locked after the feed and read in their current state, which
 * may differ from the statement's snapshot. (A condition on the subquery instead of the filter would be pushed down
 * into it, before the lock.)
 */
const countOpening = (inTrash: boolean): string => `
  SELECT count(*) FILTER (WHERE completed_at ${inTrash ? 'IS NULL' : 'IS NOT NULL'}) AS opened FROM (
    SELECT completed_at FROM tasks, ${FEED}
    WHERE ${MENTIONED} AND deleted_at ${inTrash ? 'IS NOT NULL' : 'IS NULL'}
    FOR UPDATE OF tasks
  ) AS locked`;

/** The columns of a merge patch; missing fields stay unchanged. */
export function toTaskChange({ completed, ...fields }: UpdateTaskDto): TaskChange {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(given) as TaskChange),
    ...(completed !== undefined && completion(completed)),
  };
}

/** A task that is already completed keeps its original completion time. */
export function completion(completed: boolean): TaskChange {
  return { completedAt: completed ? () => 'coalesce(completed_at, now())' : null };
}
