import type { FileHandle } from 'node:fs/promises';
import { DESCRIPTION_MAXIMUM } from '../../core/task-limits';
import { validationProblem } from '../../../platform/validation/validation.pipe';
import { type CsvRow, readCsvRows } from './csv-rows';
import type { FileTask } from './file-task';
import { fromTodoist, titleOf, type TodoistRow, type TodoistTask } from './todoist-task';

const REQUIRED_COLUMNS = ['TYPE', 'CONTENT'];
const INDENT_MAXIMUM = 10;

/** What was read so far, as far as the next rows depend on it. */
interface Outline {
  section?: string;
  /** The titles from the outermost task to the last one. */
  readonly titles: string[];
  /** The last task, to which comments may follow. */
  last?: { readonly pointer: string; readonly task: TodoistTask };
}

/**
 * The tasks of a project that Todoist exported as CSV, with their sections and comments.
 * @throws Problem VALIDATION_FAILED when it is no such file
 */
export async function* readTodoistTasks(file: FileHandle): AsyncGenerator<FileTask> {
  let columns: string[] | undefined;
  const outline: Outline = { titles: [] };
  for await (const { row, cells } of readCsvRows(file)) {
    if (columns) {
      yield* readRow(`/${row}`, toRow(cells, columns), outline);
    } else {
      columns = cells.map((cell) => (cell ?? '').trim().toUpperCase());
      requireColumns(columns);
    }
  }
  requireColumns(columns ?? []);
  yield* takeLast(outline);
}

function* readRow(pointer: string, row: TodoistRow, outline: Outline): Generator<FileTask> {
  switch (row.TYPE?.toLowerCase()) {
    case 'task':
      yield* takeLast(outline);
      addTask(pointer, row, outline);
      break;
    case 'section':
      yield* takeLast(outline);
      // A longer one fits into no task, and each task below it is told of it.
      outline.section = row.CONTENT?.slice(0, DESCRIPTION_MAXIMUM);
      outline.titles.length = 0;
      break;
    case 'note':
      if (outline.last) {
        outline.last.task.notes.push(row.CONTENT ?? '');
      } else {
        // A comment on the project: as a task of its own it is not lost.
        yield { pointer, value: fromTodoist({ row, notes: [] }) };
      }
      break;
    case 'meta':
    case undefined:
      break;
    default:
      yield { pointer: `${pointer}/TYPE`, fault: 'This field must be task, section or note.' };
  }
}

function addTask(pointer: string, row: TodoistRow, outline: Outline): void {
  const { section, titles } = outline;
  const depth = Math.min(Math.max(Number(row.INDENT ?? 1) || 1, 1), INDENT_MAXIMUM, titles.length + 1);
  titles.splice(depth - 1, titles.length, titleOf(row));
  outline.last = { pointer, task: { row, section, parent: titles[depth - 2], notes: [] } };
}

function* takeLast(outline: Outline): Generator<FileTask> {
  if (outline.last) {
    const { pointer, task } = outline.last;
    outline.last = undefined;
    yield { pointer, value: fromTodoist(task) };
  }
}

function toRow(cells: CsvRow['cells'], columns: readonly string[]): TodoistRow {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index]?.trim() || undefined]));
}

function requireColumns(columns: readonly string[]): void {
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw validationProblem(
      missing.map((column) => ({
        pointer: `/1/${column}`,
        code: 'INVALID',
        message: 'The file must have a column of this name.',
      })),
    );
  }
}
