import type { FileHandle } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import type { Problem } from '../../../platform/errors/problem';
import type { TimeSlice } from '../../../platform/http/time-slice';
import { findCsvDialect } from './csv-dialect';
import { tooManyRows, unreadable } from './file-task';
import { CHUNK_SIZE, ROWS_MAXIMUM } from './import-limits';

/** A row numbered as in a spreadsheet, from 1; an empty unquoted cell is null. */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly (string | null)[];
}

/** In characters; more than the limits of all fields combined. */
const ROW_MAXIMUM = 131_072;
/** The same in bytes, which is what the parser counts: no character has more in UTF-8. */
const ROW_SIZE_MAXIMUM = 4 * ROW_MAXIMUM;
export const CELLS_MAXIMUM = 100;

/** Error messages for unreadable rows, by the parser's error code. */
const FAULTS: Readonly<Record<string, string>> = {
  INVALID_OPENING_QUOTE:
    'A quote stands in the middle of a cell. Put the whole cell in quotes, and each quote within it twice.',
  CSV_INVALID_CLOSING_QUOTE:
    'Text stands behind the quote that ends a cell. A quote within a cell in quotes must be there twice.',
  CSV_QUOTE_NOT_CLOSED: 'A cell begins with a quote, and the file has no other one that ends it.',
  CSV_MAX_RECORD_SIZE: `The row has more than ${ROW_MAXIMUM} characters; a quote may be missing at the end of a cell.`,
};

/**
 * The rows of a CSV file (RFC 4180), one at a time; empty rows are skipped, but counted.
 * @throws Problem MALFORMED_REQUEST, VALIDATION_FAILED
 */
export async function* readCsvRows(file: FileHandle, slice: TimeSlice): AsyncGenerator<CsvRow> {
  const { delimiter, start } = await findCsvDialect(file);
  const parser = parse({
    bom: true,
    cast: (cell, { quoting, index }) => readCell(cell, quoting, index),
    delimiter,
    max_record_size: ROW_SIZE_MAXIMUM,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
  });
  const source = file.createReadStream({ start, autoClose: false, highWaterMark: CHUNK_SIZE });
  source.once('error', (error) => parser.destroy(error)).pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<(string | null)[]>) {
      row += 1;
      requireRow(row, cells);
      if (slice.isOver) {
        await slice.renew();
      }
      if (cells.some((cell) => cell !== null)) {
        yield { row, cells };
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadableRowOf(error) : error;
  } finally {
    source.destroy();
  }
}

function unreadableRow(row: number, code: string): Problem {
  const message = FAULTS[code] ?? 'The row is not valid CSV.';
  return unreadable(`Row ${row} cannot be read. ${message}`, [
    { pointer: `/${row}`, code: 'INVALID', message },
  ]);
}

/** The row of a parser's error follows the ones that it has counted. */
function unreadableRowOf({ code, records }: CsvError & { readonly records?: number }): Problem {
  return unreadableRow((records ?? 0) + 1, code);
}

function readCell(cell: string, isQuoted: boolean, index: number): string | null {
  if (index >= CELLS_MAXIMUM) {
    throw unreadable(`A row has more than ${CELLS_MAXIMUM} cells.`);
  }
  return cell === '' && !isQuoted ? null : cell;
}

function requireRow(row: number, cells: CsvRow['cells']): void {
  if (row > ROWS_MAXIMUM + 1) {
    throw tooManyRows(`/${row}`);
  }
  if (cells.reduce((length, cell) => length + (cell?.length ?? 0), 0) > ROW_MAXIMUM) {
    throw unreadableRow(row, 'CSV_MAX_RECORD_SIZE');
  }
}
