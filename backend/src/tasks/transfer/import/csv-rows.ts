import type { FileHandle } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { tooManyRows, unreadable } from './file-task';
import { CHUNK_SIZE, ROWS_MAXIMUM } from './import-limits';

/** A row as a spreadsheet counts it, the first being 1; a cell that is empty and not quoted is null. */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly (string | null)[];
}

/** More than the limits of all fields together, in characters. */
const ROW_MAXIMUM = 131_072;
const CELLS_MAXIMUM = 100;
const DELIMITERS = [',', ';', '\t'];
/** Bytes in which the end of the first row is looked for. */
const FIRST_ROW_MAXIMUM = 4_096;

/**
 * The rows of a CSV file (RFC 4180), one at a time; empty ones are left out, and counted.
 * @throws Problem MALFORMED_REQUEST, VALIDATION_FAILED
 */
export async function* readCsvRows(file: FileHandle): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    cast: (cell, { quoting, index }) => readCell(cell, quoting, index),
    delimiter: await findDelimiter(file),
    max_record_size: ROW_MAXIMUM,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
  });
  const source = file.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK_SIZE });
  source.once('error', (error) => parser.destroy(error)).pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<(string | null)[]>) {
      row += 1;
      requireRow(row);
      if (cells.some((cell) => cell !== null)) {
        yield { row, cells };
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(`The file is not valid CSV after row ${row}.`) : error;
  } finally {
    source.destroy();
  }
}

function readCell(cell: string, isQuoted: boolean, index: number): string | null {
  if (index >= CELLS_MAXIMUM) {
    throw unreadable(`A row has more than ${CELLS_MAXIMUM} cells.`);
  }
  return cell === '' && !isQuoted ? null : cell;
}

function requireRow(row: number): void {
  if (row > ROWS_MAXIMUM + 1) {
    throw tooManyRows(`/${row}`);
  }
}

/** Spreadsheets write the separator of their country: what stands most often between the names of the columns. */
async function findDelimiter(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_ROW_MAXIMUM), 0, FIRST_ROW_MAXIMUM, 0);
  const [names = ''] = buffer.toString('utf8', 0, bytesRead).split(/[\r\n]/, 1);
  const count = (delimiter: string): number => names.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
