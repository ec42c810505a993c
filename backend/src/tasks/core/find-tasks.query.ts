import type { EntityManager } from 'typeorm';
import { TASK_COLUMNS, type TaskRow } from './dto/task.dto';
import { Task } from './task.entity';

/** A task that is in the trash or, with null, not. */
export type FoundTask = TaskRow & { deletedAt: string | null };

/** Those of one person's tasks that have these ids, in the trash or not, in no order. */
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
