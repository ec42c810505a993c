import type { EntityManager } from 'typeorm';
import { TASK_COLUMNS, type TaskRow } from './dto/task.dto';
import { Task } from './task.entity';

/** A task with its time of deletion, null if it is not in the trash. */
export type FoundTask = TaskRow & { deletedAt: string | null };

/** The person's tasks with these ids, in the trash or not, in no particular order. */
export async function findTasks(
  manager: EntityManager,
  ownerId: string,
  ids: string[],
): Promise<FoundTask[]> {
  if (ids.length === 0) {
    return [];
  }
  return manager
    .createQueryBuilder(Task, 'task')
    .select(`${TASK_COLUMNS}, deleted_at AS "deletedAt"`)
    .withDeleted()
    .where('owner_id = :ownerId AND id = ANY(CAST(:ids AS uuid[]))', { ownerId, ids })
    .getRawMany<FoundTask>();
}
