import type { FileHandle } from 'node:fs/promises';
import type { TimeSlice } from '../../../platform/http/time-slice';
import type { CsvColumn } from '../csv';
import { readCells } from '../csv-cells';
import type { Report } from './adaptation';
import { readColumns, requireTitle } from './csv-columns';
import { type CsvRow, readCsvRows } from './csv-rows';
import type { FileTask } from './file-task';
import { readWrittenDate } from './written-date';

type Cells = Partial<Record<CsvColumn, string | null>>;

/**
 * The tasks of a CSV file from our export, a person or another program; columns are optional and in any order.
 * @throws Problem VALIDATION_FAILED when the columns are invalid
 */
export async function* readCsvTasks(
  file: FileHandle,
  _report: Report,
  slice: TimeSlice,
): AsyncGenerator<FileTask> {
  let columns: CsvColumn[] | undefined;
  for await (const row of readCsvRows(file, slice)) {
    if (columns) {
      yield toTask(row, columns);
    } else {
      columns = readColumns(row.row, row.cells);
    }
  }
  requireTitle(columns ?? []);
}

function toTask({ row, cells }: CsvRow, columns: readonly CsvColumn[]): FileTask {
  const pointer = `/${row}`;
  if (cells.length > columns.length) {
    return { pointer, fault: 'This row has more cells than there are columns.' };
  }
  return { pointer, value: readTask(Object.fromEntries(columns.map((column, i) => [column, cells[i]]))) };
}

function readTask(cells: Cells): object {
  return {
    ...readCells({ ...cells, title: cells.title ?? '', dueDate: readDueDate(cells.dueDate) }),
    completed: readCompleted(cells.completed ?? undefined),
    completedAt: cells.completedAt,
    createdAt: cells.createdAt ?? undefined,
  };
}

/** Values that are not complete dates are left for validation to reject. */
function readDueDate(cell: string | null | undefined): string | null | undefined {
  const { date, isAll } = readWrittenDate(cell?.trim() ?? '');
  return isAll ? date : cell;
}

const COMPLETED: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  x: true,
  done: true,
  complete: true,
  completed: true,
  false: false,
  no: false,
  open: false,
  todo: false,
  'to do': false,
  'not started': false,
  'in progress': false,
};

/** Spreadsheets write booleans in capitals. */
function readCompleted(cell: string | undefined): unknown {
  const word = cell?.trim().toLowerCase() ?? '';
  return Object.hasOwn(COMPLETED, word) ? COMPLETED[word] : cell;
}
