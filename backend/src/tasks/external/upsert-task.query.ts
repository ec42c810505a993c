import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/crypto/new-id';
import { takePositionForRows } from '../feed/next-position';
import type { CreateTaskDto } from '../core/dto/create-task.dto';
import { TASK_COLUMNS, type TaskRow } from '../core/dto/task.dto';
import type { TaskMaxima } from '../core/task-room';
import { WRITTEN, WRITTEN_NAMES, writtenPlaces, writtenValues } from '../core/written-columns';
import type { ExternalIdDto } from './dto/external-id.dto';

type Field = keyof CreateTaskDto;

/** A task that is already completed keeps its original completion time. */
const COMPLETION = [
  'completed_at',
  'CASE WHEN excluded.completed_at IS NOT NULL THEN coalesce(tasks.completed_at, excluded.completed_at) END',
] as const;

/** What each given field assigns in an existing task; omitted fields stay unchanged. */
const ASSIGNMENTS = new Map<Field, readonly [column: string, value: string]>([
  ...WRITTEN.map(([name, { column }]) => [name, [column, `excluded.${column}`]] as const),
  ['completed', COMPLETION],
]);

/**
 * An existing task is locked after the feed and read in its current state, which determines whether the request opens a
 * task and so has to respect the limit.
 */
const INSERT = `
  WITH feed AS (${takePositionForRows('$2')}),
  known AS (
    SELECT id, completed_at, completed_at IS NULL AND deleted_at IS NULL AS is_open FROM tasks, feed
    WHERE owner_id = $2 AND external_source = $4 AND external_id = $5
    FOR UPDATE OF tasks
  )
  INSERT INTO tasks (id, owner_id, completed_at, external_source, external_id, ${WRITTEN_NAMES}, change_position)
  SELECT $1, $2, CASE WHEN $3 THEN now() END, $4, $5, ${writtenPlaces(8)}, position
  FROM feed LEFT JOIN known ON true
  WHERE (coalesce($3, known.completed_at IS NOT NULL) OR known.is_open OR open_tasks < $6)
    AND (known.id IS NOT NULL OR kept_tasks < $7)`;

/** Restores a task from the trash. A request that changes nothing keeps the version. */
function onConflict(task: CreateTaskDto): string {
  const given = [...ASSIGNMENTS].filter(([field]) => task[field] !== undefined);
  const assignments = given.map(([, assignment]) => assignment);
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
 * Creates the task of that name or updates the given fields, in one statement.
 * @returns undefined when the limit would be exceeded, according to the statement's snapshot.
 */
export async function upsertTask(
  manager: EntityManager,
  ownerId: string,
  { source, externalId }: ExternalIdDto,
  task: CreateTaskDto,
  maxima: TaskMaxima,
): Promise<{ row: TaskRow; created: boolean } | undefined> {
  const id = newId();
  const [row] = await manager.query<TaskRow[]>(`${INSERT} ${onConflict(task)} RETURNING ${TASK_COLUMNS}`, [
    id,
    ownerId,
    task.completed,
    source,
    externalId,
    maxima.openTasksMaximum,
    maxima.tasksMaximum,
    ...writtenValues(task),
  ]);
  return row && { row, created: row.id === id };
}
