import type { EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';

/** Maximum open tasks per person, and tasks overall: including those completed and in the trash. */
export type TaskMaxima = Pick<Config, 'openTasksMaximum' | 'tasksMaximum'>;

interface TaskCounts {
  readonly open_tasks: number;
  readonly kept_tasks: number;
}

/** Tasks to be added, and how many of them are open. */
export interface MoreTasks {
  readonly count: number;
  readonly open: number;
}

const COUNTS = 'SELECT open_tasks, kept_tasks FROM task_feeds WHERE owner_id = $1';

export function openTasksLimit({ openTasksMaximum }: Pick<Config, 'openTasksMaximum'>): Problem {
  return new Problem('LIMIT_REACHED', {
    detail: `At most ${openTasksMaximum} tasks can be open. Complete or delete some first.`,
  });
}

/** @throws Problem LIMIT_REACHED when there is currently no room for this many tasks. */
export async function requireRoom(
  manager: EntityManager,
  ownerId: string,
  more: MoreTasks,
  maxima: TaskMaxima,
): Promise<void> {
  const problem = await findLimit(manager, ownerId, more, maxima);
  if (problem) {
    throw problem;
  }
}

/** Explains why a statement had no room for the tasks: by now, some may have been removed already. */
export async function limitReached(
  manager: EntityManager,
  ownerId: string,
  more: MoreTasks,
  maxima: TaskMaxima,
): Promise<Problem> {
  return (await findLimit(manager, ownerId, more, maxima)) ?? openTasksLimit(maxima);
}

async function findLimit(
  manager: EntityManager,
  ownerId: string,
  { count, open }: MoreTasks,
  maxima: TaskMaxima,
): Promise<Problem | undefined> {
  const [counts] = await manager.query<TaskCounts[]>(COUNTS, [ownerId]);
  if ((counts?.kept_tasks ?? 0) + count > maxima.tasksMaximum) {
    return tasksLimit(maxima);
  }
  return open > 0 && (counts?.open_tasks ?? 0) + open > maxima.openTasksMaximum
    ? openTasksLimit(maxima)
    : undefined;
}

function tasksLimit({ tasksMaximum }: TaskMaxima): Problem {
  return new Problem('LIMIT_REACHED', {
    detail: `At most ${tasksMaximum} tasks are kept, with those completed and in the trash. Delete some for good first.`,
  });
}
