import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PRIORITIES, type Priority } from '../task.entity';
import { DESCRIPTION_MAXIMUM, TAGS_MAXIMUM, TITLE_MAXIMUM } from '../task-limits';
import { TAG_SCHEMA } from './tags.decorator';
import type { TaskFieldsDto } from './task-fields.dto';

@ApiSchema({ name: 'Task' })
export class TaskDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Water the plants', minLength: 1, maxLength: TITLE_MAXIMUM })
  title!: string;

  @ApiProperty({ type: String, nullable: true, maxLength: DESCRIPTION_MAXIMUM })
  description!: string | null;

  @ApiProperty()
  completed!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  completedAt!: string | null;

  @ApiProperty({ enum: [...PRIORITIES] })
  priority!: Priority;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'A calendar date, not an instant.',
  })
  dueDate!: string | null;

  @ApiProperty({ type: 'array', items: TAG_SCHEMA, maxItems: TAGS_MAXIMUM, example: ['home'] })
  tags!: string[];

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    description: 'Grows with every change; the ETag is made of it.',
  })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** A row of `TASK_COLUMNS`: instants arrive as RFC 3339 text, and `completed` is derived from `completedAt`. */
export type TaskRow = Omit<TaskDto, 'completed'>;

/** A field with a column of its own; `completed` is written to `completed_at`. */
export type WrittenField = Exclude<keyof TaskFieldsDto, 'completed'>;

interface TaskColumn {
  readonly column: string;
  /** The SQL type. */
  readonly type: 'date' | 'integer' | 'task_priority' | 'text' | 'text[]' | 'timestamptz' | 'uuid';
}

interface WrittenColumn extends TaskColumn {
  /** The default for a new task. */
  readonly initial: unknown;
}

/** The column of each response field; the owner is not included (ASVS V15.3.1). Writable fields have `initial`. */
export const TASK_TABLE = {
  id: { column: 'id', type: 'uuid' },
  title: { column: 'title', type: 'text', initial: '' },
  description: { column: 'description', type: 'text', initial: null },
  completedAt: { column: 'completed_at', type: 'timestamptz' },
  priority: { column: 'priority', type: 'task_priority', initial: 'none' },
  dueDate: { column: 'due_date', type: 'date', initial: null },
  tags: { column: 'tags', type: 'text[]', initial: [] },
  version: { column: 'version', type: 'integer' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
  updatedAt: { column: 'updated_at', type: 'timestamptz' },
} as const satisfies Record<keyof TaskRow, TaskColumn> & Record<WrittenField, WrittenColumn>;

/** SQL: the columns of a response under their names in it. */
export const TASK_COLUMNS = Object.entries(TASK_TABLE)
  .map(([name, { column }]) => (name === column ? column : `${column} AS "${name}"`))
  .join(', ');

/** SQL: approximate size of these columns in bytes. */
export const TASK_SIZE =
  '200 + octet_length(title) + coalesce(octet_length(description), 0) + pg_column_size(tags)';

export function toTaskDto(row: TaskRow): TaskDto {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    completed: row.completedAt !== null,
    completedAt: row.completedAt,
    priority: row.priority,
    dueDate: row.dueDate,
    tags: row.tags,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
