import type { FieldError } from '../../../platform/errors/problem';
import { pointerTo } from '../../../platform/validation/json-pointer';
import { validationProblem } from '../../../platform/validation/validation.pipe';
import { CSV_COLUMNS, type CsvColumn } from '../csv';

/** Common aliases of columns; case, blanks and punctuation are ignored. */
const COMMON_NAMES: Readonly<Partial<Record<CsvColumn, string>>> = {
  title: 'task, task name, name, subject, summary, item, to-do',
  description: 'notes, note, details, comment, comments, body, text',
  completed: 'status, done, complete, is completed, finished, state',
  completedAt: 'completed time, completed on, completion date, date completed, done at',
  priority: 'importance',
  dueDate: 'due, due on, due by, deadline, date due, date',
  tags: 'tag, labels, label, categories, category',
  createdAt: 'created, created time, created on, creation date, date created',
  updatedAt: 'updated, modified, modified at, last modified',
};

const COLUMN_OF = new Map(
  CSV_COLUMNS.flatMap((column) =>
    [column, ...(COMMON_NAMES[column]?.split(', ') ?? [])].map((name) => [keyOf(name), column] as const),
  ),
);

const NAMED = CSV_COLUMNS.map((column) => {
  const [first] = COMMON_NAMES[column]?.split(', ') ?? [];
  return first ? `${column} (${first})` : column;
}).join(', ');

/**
 * Maps the header row to columns.
 * @throws Problem VALIDATION_FAILED for every column that is unknown, duplicate, or missing
 */
export function readColumns(row: number, cells: readonly (string | null)[]): CsvColumn[] {
  const names = cells.map((cell) => cell?.trim() ?? '');
  const columns = names.map((name) => COLUMN_OF.get(keyOf(name)));
  const errors = names.flatMap((name, index): FieldError[] => {
    const pointer = pointerTo(`/${row}`, name);
    const column = columns[index];
    if (column === undefined) {
      return [{ pointer, code: 'UNKNOWN', message: `Unknown column. Supported columns: ${NAMED}.` }];
    }
    const message = `This column is the second one of the ${column}.`;
    return columns.indexOf(column) < index ? [{ pointer, code: 'INVALID', message }] : [];
  });
  if (errors.length > 0) {
    throw validationProblem(errors);
  }
  requireTitle(columns);
  return columns as CsvColumn[];
}

/** @throws Problem VALIDATION_FAILED */
export function requireTitle(columns: readonly (CsvColumn | undefined)[]): void {
  if (!columns.includes('title')) {
    throw validationProblem([
      { pointer: '/1/title', code: 'INVALID', message: 'The file must have a column of this name.' },
    ]);
  }
}

/** Truncates names longer than any known one. */
function keyOf(name: string): string {
  return name
    .slice(0, 100)
    .toLowerCase()
    .replace(/[\s_.\-/]+/g, '');
}
