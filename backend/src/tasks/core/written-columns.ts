import type { CreateTaskDto } from './dto/create-task.dto';
import { TASK_TABLE, type WrittenField } from './dto/task.dto';

type Written = (typeof TASK_TABLE)[WrittenField];

/** The fields of a request that are columns, with their columns; every statement that writes them all is made of these. */
export const WRITTEN = Object.entries(TASK_TABLE).filter(
  (entry): entry is [WrittenField, Written] => 'initial' in entry[1],
);

/** SQL: `title, description, …`. */
export const WRITTEN_NAMES = WRITTEN.map(([, { column }]) => column).join(', ');

/** SQL: the places of their values, of which `$first` is the first: `$3::text, $4::text, …`. */
export function writtenPlaces(first: number): string {
  return WRITTEN.map(([, { type }], index) => `$${first + index}::${type}`).join(', ');
}

/** What goes into the columns for a new task, in their order. */
export function writtenValues(task: CreateTaskDto): unknown[] {
  return WRITTEN.map(([name, { initial }]) => task[name] ?? initial);
}
