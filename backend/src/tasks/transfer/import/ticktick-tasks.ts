import type { FileHandle } from 'node:fs/promises';
import { validationProblem } from '../../../platform/validation/validation.pipe';
import { TITLE_MAXIMUM } from '../../core/task-limits';
import type { Report } from './adaptation';
import { readCsvRows } from './csv-rows';
import type { FileTask } from './file-task';
import { fitTask } from './foreign-task';
import { cutText } from './split-text';
import { fromTickTick, type TickTickRow } from './ticktick-task';

const REQUIRED_COLUMNS = ['title', 'list name', 'status'];
/** Maximum lines of metadata before the header row. */
const PREAMBLE_MAXIMUM = 20;
/** Titles remembered for subtasks; further parents are referred to by their id. */
const TITLES_KEPT = 10_000;

/**
 * The tasks of a TickTick backup, a CSV file.
 * @throws Problem VALIDATION_FAILED for any other file
 */
export async function* readTickTickTasks(file: FileHandle, report: Report): AsyncGenerator<FileTask> {
  const titles = new Map<string, string>();
  let columns: string[] | undefined;
  for await (const { row, cells } of readCsvRows(file)) {
    if (columns) {
      const entries = columns.map((name, index) => [name, cells[index]?.trim() || undefined] as const);
      yield* readRow(row, Object.fromEntries(entries), titles, report);
    } else if (row > PREAMBLE_MAXIMUM) {
      break;
    } else {
      const names = cells.map((cell) => (cell ?? '').trim().toLowerCase());
      columns = REQUIRED_COLUMNS.every((name) => names.includes(name)) ? names : undefined;
    }
  }
  if (!columns) {
    const message = 'The file must have a column of this name.';
    throw validationProblem(
      ['Title', 'List Name', 'Status'].map((name) => ({ pointer: `/1/${name}`, code: 'INVALID', message })),
    );
  }
}

function* readRow(
  place: number,
  row: TickTickRow,
  titles: Map<string, string>,
  report: Report,
): Generator<FileTask> {
  const parent = row.parentid && (titles.get(row.parentid) ?? row.parentid);
  const task = fromTickTick(row, parent);
  if (!task) {
    report({ row: place, code: 'LEFT_OUT', message: 'The row is a task without text, and is left out.' });
    return;
  }
  if (row.taskid && row.taskid.length <= 100 && titles.size < TITLES_KEPT) {
    titles.set(row.taskid, cutText(task.title, TITLE_MAXIMUM));
  }
  yield* fitTask(place, task, report);
}
