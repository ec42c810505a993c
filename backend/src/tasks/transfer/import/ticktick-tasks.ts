import type { FileHandle } from 'node:fs/promises';
import type { TimeSlice } from '../../../platform/http/time-slice';
import { validationProblem } from '../../../platform/validation/validation.pipe';
import type { Report } from './adaptation';
import { readCsvRows } from './csv-rows';
import type { FileTask } from './file-task';
import { distinctColumns, type ForeignRow, foreignRow } from './foreign-columns';
import { fitTask } from './foreign-task';
import { KeptTitles } from './kept-titles';
import { fromTickTick } from './ticktick-task';

const REQUIRED_COLUMNS = ['title', 'list name', 'status'];
/** Maximum lines of metadata before the header row. */
const PREAMBLE_MAXIMUM = 20;

/**
 * The tasks of a TickTick backup, a CSV file.
 * @throws Problem VALIDATION_FAILED for any other file
 */
export async function* readTickTickTasks(
  file: FileHandle,
  report: Report,
  slice: TimeSlice,
): AsyncGenerator<FileTask> {
  const titles = new KeptTitles();
  let columns: string[] | undefined;
  for await (const { row, cells } of readCsvRows(file, slice)) {
    if (columns) {
      yield* readRow(row, foreignRow(cells, columns), titles, report);
    } else if (row > PREAMBLE_MAXIMUM) {
      break;
    } else {
      const names = cells.map((cell) => (cell ?? '').trim().toLowerCase());
      columns = REQUIRED_COLUMNS.every((name) => names.includes(name)) ? distinctColumns(names) : undefined;
    }
  }
  if (!columns) {
    const message = 'The file must have a column of this name.';
    throw validationProblem(
      ['Title', 'List Name', 'Status'].map((name) => ({ pointer: `/1/${name}`, code: 'INVALID', message })),
    );
  }
}

function* readRow(place: number, row: ForeignRow, titles: KeptTitles, report: Report): Generator<FileTask> {
  const parent = row.parentid && (titles.of(row.parentid) ?? row.parentid);
  const task = fromTickTick(row, parent);
  if (!task) {
    report({ row: place, code: 'LEFT_OUT', message: 'The row is a task without text, and is left out.' });
    return;
  }
  titles.keep(row.taskid ?? '', task.title);
  yield* fitTask(place, task, report);
}
