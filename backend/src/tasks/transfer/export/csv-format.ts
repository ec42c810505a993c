import { stringify } from 'csv-stringify/sync';
import type { TaskRow } from '../../core/dto/task.dto';
import { CSV_COLUMNS, type CsvColumn } from '../csv';
import { writeCells } from '../csv-cells';
import type { ExportFormat } from './export-format';

/** Without it spreadsheets assume another encoding. */
const BYTE_ORDER_MARK = '\ufeff';

/** RFC 4180. Texts are quoted, so that an empty string differs from null. */
export const csvFormat: ExportFormat = {
  type: 'text/csv; charset=utf-8; header=present',
  head: BYTE_ORDER_MARK + writeRows([[...CSV_COLUMNS]]),
  write: (tasks) => writeRows(tasks.map(toCells)),
  tail: '',
};

function writeRows(rows: (string | null)[][]): string {
  return stringify(rows, { quoted_string: true, record_delimiter: 'windows' });
}

function toCells(task: TaskRow): (string | null)[] {
  const cells: Record<CsvColumn, string | null> = {
    ...task,
    ...writeCells(task),
    completed: String(task.completedAt !== null),
  };
  return CSV_COLUMNS.map((column) => cells[column]);
}
