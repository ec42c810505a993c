import type { FileHandle } from 'node:fs/promises';
import type { FieldError } from '../../../platform/errors/problem';
import { pointerTo } from '../../../platform/validation/json-pointer';
import { validationProblem } from '../../../platform/validation/validation.pipe';
import { CSV_COLUMNS, type CsvColumn } from '../csv';
import { readCells } from '../csv-cells';
import { type CsvRow, readCsvRows } from './csv-rows';
import type { FileTask } from './file-task';

type Cells = Partial<Record<CsvColumn, string | null>>;

const COLUMN_OF = new Map<string, CsvColumn>(CSV_COLUMNS.map((column) => [column.toLowerCase(), column]));

/**
 * The tasks of a CSV file as the export writes it; columns can be left out and stand in any order.
 * @throws Problem VALIDATION_FAILED when the columns are not right
 */
export async function* readCsvTasks(file: FileHandle): AsyncGenerator<FileTask> {
  let columns: CsvColumn[] | undefined;
  for await (const row of readCsvRows(file)) {
    if (columns) {
      yield toTask(row, columns);
    } else {
      columns = readColumns(row);
    }
  }
  requireTitle(columns ?? []);
}

function readColumns({ row, cells }: CsvRow): CsvColumn[] {
  const names = cells.map((cell) => cell?.trim() ?? '');
  const columns = names.map((name) => COLUMN_OF.get(name.toLowerCase()));
  const errors = names.flatMap((name, index): FieldError[] => {
    const pointer = pointerTo(`/${row}`, name);
    if (columns[index] === undefined) {
      return [{ pointer, code: 'UNKNOWN', message: 'This column is not known.' }];
    }
    return columns.indexOf(columns[index]) < index
      ? [{ pointer, code: 'INVALID', message: 'This column is there twice.' }]
      : [];
  });
  if (errors.length > 0) {
    throw validationProblem(errors);
  }
  requireTitle(columns);
  return columns as CsvColumn[];
}

function requireTitle(columns: readonly (CsvColumn | undefined)[]): void {
  if (!columns.includes('title')) {
    throw validationProblem([
      { pointer: '/1/title', code: 'INVALID', message: 'The file must have a column of this name.' },
    ]);
  }
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
    ...readCells({ ...cells, title: cells.title ?? '' }),
    completed: readBoolean(cells.completed ?? undefined),
    completedAt: cells.completedAt,
    createdAt: cells.createdAt ?? undefined,
  };
}

/** Spreadsheets write them in capitals. */
function readBoolean(cell: string | undefined): unknown {
  const word = cell?.toLowerCase();
  return word === 'true' || word === 'false' ? word === 'true' : cell;
}
