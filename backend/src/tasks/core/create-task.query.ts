import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/crypto/new-id';
import { takePositionForRows } from '../feed/next-position';
import type { CreateTaskDto } from './dto/create-task.dto';
import { TASK_COLUMNS, type TaskRow } from './dto/task.dto';
import { limitReached, type TaskMaxima } from './task-room';
import { WRITTEN_NAMES, writtenPlaces, writtenValues } from './written-columns';

const INSERT = `
  WITH feed AS (${takePositionForRows('$2', '($3 OR kept.open_tasks < $4) AND kept.kept_tasks < $5')})
  INSERT INTO tasks (id, owner_id, completed_at, ${WRITTEN_NAMES}, change_position)
  SELECT $1, $2, CASE WHEN $3 THEN now() END, ${writtenPlaces(6)}, position FROM feed
  RETURNING ${TASK_COLUMNS}`;

/**
 * Checks the limits and inserts the task in one statement; concurrent inserts of one person are serialised.
 * @throws Problem LIMIT_REACHED
 */
export async function insertTask(
  manager: EntityManager,
  ownerId: string,
  task: CreateTaskDto,
  maxima: TaskMaxima,
): Promise<TaskRow> {
  const { completed = false } = task;
  const [row] = await manager.query<TaskRow[]>(INSERT, [
    newId(),
    ownerId,
    completed,
    maxima.openTasksMaximum,
    maxima.tasksMaximum,
    ...writtenValues(task),
  ]);
  if (!row) {
    throw await limitReached(manager, ownerId, { count: 1, open: completed ? 0 : 1 }, maxima);
  }
  return row;
}
