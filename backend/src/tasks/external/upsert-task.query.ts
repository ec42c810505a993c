import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { takePositionForRows } from '../feed/next-position';
import type { CreateTaskDto } from '../core/dto/create-task.dto';
import { TASK_COLUMNS, type TaskRow } from '../core/dto/task.dto';
import type { TaskMaxima } from '../core/task-room';
import type { ExternalIdDto } from './dto/external-id.dto';

/** What each field of the request writes into a task that exists; one that is not given stays as it is. */
const ASSIGNMENTS = {
  title: ['title', 'excluded.title'],
  description: ['description', 'excluded.description'],
  completed: [
    'completed_at',
    'CASE WHEN excluded.completed_at IS NOT NULL THEN coalesce(tasks.completed_at, excluded.completed_at) END',
  ],
  priority: ['priority', 'excluded.priority'],
  dueDate: ['due_date', 'excluded.due_date'],
  tags: ['tags', 'excluded.tags'],
} as const satisfies Record<keyof CreateTaskDto, readonly [column: string, value: string]>;

type Field = keyof typeof ASSIGNMENTS;

/**
 * The task that is known is locked after the feed and read as it is then: whether the request opens a task, and so
 * has to keep to the limit, depends on it.
 */
const INSERT = `
  WITH feed AS (${takePositionForRows('$2')}),
  known AS (
    SELECT id, completed_at, completed_at IS NULL AND deleted_at IS NULL AS is_open FROM tasks, feed
    WHERE owner_id = $2 AND external_source = $9 AND external_id = $10
    FOR UPDATE OF tasks
  )
  INSERT INTO tasks (id, owner_id, title, description, completed_at, priority, due_date, tags,
                     external_source, external_id, change_position)
  SELECT $1, $2, $3, $4, CASE WHEN $5 THEN now() END, coalesce($6::task_priority, 'none'), $7::date,
         coalesce($8::text[], '{}'), $9, $10, position
  FROM feed LEFT JOIN known ON true
  WHERE (coalesce($5, known.completed_at IS NOT NULL) OR known.is_open OR open_tasks < $11)
    AND (known.id IS NOT NULL OR kept_tasks < $12)`;

/** What was in the trash comes back. A request that changes nothing leaves the version as it is. */
function onConflict(fields: Field[]): string {
  const assignments = fields.map((field) => ASSIGNMENTS[field]);
  const now = ['tasks.deleted_at', ...assignments.map(([column]) => `tasks.${column}`)].join(', ');
  const then = ['NULL', ...assignments.map(([, value]) => value)].join(', ');
  const ifChanged = (column: string, value: string) =>
    `${column} = CASE WHEN (${now}) IS DISTINCT FROM (${then}) THEN ${value} ELSE tasks.${column} END`;
  return `
    ON CONFLICT (owner_id, external_source, external_id) WHERE external_id IS NOT NULL DO UPDATE SET
      ${assignments.map(([column, value]) => `${column} = ${value}`).join(', ')},
      deleted_at = NULL,
      ${ifChanged('version', 'tasks.version + 1')},
      ${ifChanged('updated_at', 'now()')},
      ${ifChanged('change_position', 'excluded.change_position')}`;
}

/**
 * Makes the task of that name or changes the given fields of it, in one statement.
 * @returns undefined when it would be one task too many, as far as the statement could see when it began.
 */
export async function upsertTask(
  manager: EntityManager,
  ownerId: string,
  { source, externalId }: ExternalIdDto,
  task: CreateTaskDto,
  maxima: TaskMaxima,
): Promise<{ row: TaskRow; created: boolean } | undefined> {
  const id = uuidv7();
  const fields = (Object.keys(ASSIGNMENTS) as Field[]).filter((field) => task[field] !== undefined);
  const { title, description, completed, priority, dueDate, tags } = task;
  const [row] = await manager.query<TaskRow[]>(`${INSERT} ${onConflict(fields)} RETURNING ${TASK_COLUMNS}`, [
    id,
    ownerId,
    title,
    description,
    completed,
    priority,
    dueDate,
    tags,
    source,
    externalId,
    maxima.openTasksMaximum,
    maxima.tasksMaximum,
  ]);
  return row && { row, created: row.id === id };
}
