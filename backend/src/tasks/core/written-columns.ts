import type { CreateTaskDto } from './dto/create-task.dto';
import { TASK_TABLE, type WrittenField } from './dto/task.dto';

type Written = (typeof TASK_TABLE)[WrittenField];

/** The writable fields that are columns; every statement that writes all of them is built from these. */
export const WRITTEN = Object.entries(TASK_TABLE).filter(
  (entry): entry is [WrittenField, Written] => 'initial' in entry[1],
);

/** SQL: `title, description, …`. */
export const WRITTEN_NAMES = WRITTEN.map(([, { column }]) => column).join(', ');

/** SQL: their placeholders, starting at `$first`: `$3::text, $4::text, …`. */
export function writtenPlaces(first: number): string {
  return WRITTEN.map(([, { type }], index) => `$${first + index}::${type}`).join(', ');
}

/** The column values of a new task, in the same order. */
export function writtenValues(task: CreateTaskDto): unknown[] {
  return WRITTEN.map(([name, { initial }]) => task[name] ?? initial);
}
