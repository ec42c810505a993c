import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { takePositionForRows } from '../feed/next-position';
import type { CreateTaskDto } from './dto/create-task.dto';
import { TASK_COLUMNS, type TaskRow } from './dto/task.dto';
import { limitReached, type TaskMaxima } from './task-room';

const INSERT = `
  WITH feed AS (${takePositionForRows('$2', '($5 OR kept.open_tasks < $9) AND kept.kept_tasks < $10')})
  INSERT INTO tasks (id, owner_id, title, description, completed_at, priority, due_date, tags, change_position)
  SELECT $1, $2, $3, $4, CASE WHEN $5 THEN now() END, $6::task_priority, $7::date, $8::text[], position FROM feed
  RETURNING ${TASK_COLUMNS}`;

/**
 * Inserts a task with the check of how many there are, in one statement; parallel ones of one person take turns.
 * @throws Problem LIMIT_REACHED
 */
export async function insertTask(
  manager: EntityManager,
  ownerId: string,
  {
    title,
    description = null,
    completed = false,
    priority = 'none',
    dueDate = null,
    tags = [],
  }: CreateTaskDto,
  maxima: TaskMaxima,
): Promise<TaskRow> {
  const [row] = await manager.query<TaskRow[]>(INSERT, [
    uuidv7(),
    ownerId,
    title,
    description,
    completed,
    priority,
    dueDate,
    tags,
    maxima.openTasksMaximum,
    maxima.tasksMaximum,
  ]);
  if (!row) {
    throw await limitReached(manager, ownerId, { count: 1, open: completed ? 0 : 1 }, maxima);
  }
  return row;
}
