import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PRIORITIES, type Priority } from '../task.entity';
import { DESCRIPTION_MAXIMUM, TAGS_MAXIMUM, TITLE_MAXIMUM } from '../task-limits';
import { TAG_SCHEMA } from './tags.decorator';

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

/** A row of `TASK_COLUMNS`: instants arrive as RFC 3339 text, and `completed` follows from `completedAt`. */
export type TaskRow = Omit<TaskDto, 'completed'>;

/** The columns of an answer under their names in it; the owner is not among them (ASVS V15.3.1). */
export const TASK_COLUMNS = [
  'id',
  'title',
  'description',
  'completed_at AS "completedAt"',
  'priority',
  'due_date AS "dueDate"',
  'tags',
  'version',
  'created_at AS "createdAt"',
  'updated_at AS "updatedAt"',
].join(', ');

/** SQL: how many bytes the columns of an answer have, about. */
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
