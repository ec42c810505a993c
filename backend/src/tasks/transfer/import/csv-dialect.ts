import type { FileHandle } from 'node:fs/promises';

/** The cell separator, and the byte offset of the rows. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly start: number;
}

const DELIMITERS = [',', ';', '\t'];
/** Bytes searched for the end of the first row. */
const FIRST_ROW_MAXIMUM = 4_096;
/** A line, hidden by Excel, by which a file declares its separator. */
const SEPARATOR_LINE = /^\ufeff?"?sep=(.)"?(?:\r\n|\n|\r)/i;

export async function findCsvDialect(file: FileHandle): Promise<CsvDialect> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_ROW_MAXIMUM), 0, FIRST_ROW_MAXIMUM, 0);
  return csvDialectOf(buffer.toString('utf8', 0, bytesRead));
}

/** Spreadsheets use a locale-dependent separator: picks the most frequent one in the header row. */
export function csvDialectOf(beginning: string): CsvDialect {
  const [line, said] = SEPARATOR_LINE.exec(beginning) ?? [];
  if (line && said && said !== '"') {
    return { delimiter: said, start: Buffer.byteLength(line) };
  }
  const [names = ''] = beginning.replace(/^[\ufeff\r\n]+/, '').split(/[\r\n]/, 1);
  const unquoted = names.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => unquoted.split(delimiter).length;
  const delimiter = DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best));
  return { delimiter, start: 0 };
}
