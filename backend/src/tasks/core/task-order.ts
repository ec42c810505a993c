import { isCalendarDate } from '../../platform/validation/calendar-date.decorator';
import { PRIORITIES } from './task.entity';
import type { TaskRow } from './dto/task.dto';
import { TITLE_MAXIMUM } from './task-limits';

const FIELDS = ['createdAt', 'dueDate', 'priority', 'title', 'updatedAt'] as const;
type Field = (typeof FIELDS)[number];

export type Sort = Field | `-${Field}`;
export const SORTS: readonly Sort[] = FIELDS.flatMap((field) => [field, `-${field}`] as const);

/** The order of a list: by one indexed expression, then by id, so that it is total. */
export interface TaskOrder {
  readonly direction: 'ASC' | 'DESC';
  /** The SQL sort expression, exactly as in the index. */
  readonly expression: string;
  /** The SQL type used to compare positions. */
  readonly type: string;
  /** The value of the expression for a row, as text. */
  readonly positionOf: (row: TaskRow) => string;
  /** Whether a text can be such a value: a cursor may have been tampered with. */
  readonly accepts: (position: string) => boolean;
}

export function orderOf(sort: Sort): TaskOrder {
  const descending = sort.startsWith('-');
  const direction = descending ? 'DESC' : 'ASC';
  switch (sort.replace('-', '') as Field) {
    case 'createdAt':
      return {
        direction,
        expression: 'created_at',
        type: 'timestamptz',
        positionOf: (row) => row.createdAt,
        accepts: isInstant,
      };
    case 'updatedAt':
      return {
        direction,
        expression: 'updated_at',
        type: 'timestamptz',
        positionOf: (row) => row.updatedAt,
        accepts: isInstant,
      };
    case 'title':
      return {
        direction,
        expression: 'title',
        type: 'text',
        positionOf: (row) => row.title,
        accepts: isTitle,
      };
    case 'priority':
      return {
        direction,
        expression: 'priority',
        type: 'task_priority',
        positionOf: (row) => row.priority,
        accepts: isPriority,
      };
    case 'dueDate':
      return byDueDate(direction);
  }
}

/** Tasks without a due date come last in both directions: they sort as the end of time, or as its beginning. */
function byDueDate(direction: 'ASC' | 'DESC'): TaskOrder {
  const undated = direction === 'ASC' ? 'infinity' : '-infinity';
  return {
    direction,
    expression: `coalesce(due_date, '${undated}')`,
    type: 'date',
    positionOf: (row) => row.dueDate ?? undated,
    accepts: (position) => position === undated || isCalendarDate(position),
  };
}

/** An existing instant in the canonical form of responses. */
function isInstant(text: string): boolean {
  const instant = new Date(text);
  return (
    isCalendarDate(text.slice(0, 10)) && !Number.isNaN(instant.getTime()) && instant.toISOString() === text
  );
}

function isTitle(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0') && Array.from(text).length <= TITLE_MAXIMUM;
}

function isPriority(text: string): boolean {
  return (PRIORITIES as readonly string[]).includes(text);
}
