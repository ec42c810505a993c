import { replaceUnprintable } from '../../platform/logging/unprintable';
import type { AdminRecord } from './admin-command';

const CELL_MAXIMUM = 60;

/** Lines of an aligned table with a header, without trailing blanks; none for no rows. */
export function toTable(rows: readonly AdminRecord[], columns: readonly string[]): string[] {
  if (rows.length === 0) {
    return [];
  }
  const cells = [columns.map(toHeading), ...rows.map((row) => columns.map((column) => toCell(row[column])))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => lengthOf(line[index] ?? ''))));
  return cells.map((line) =>
    line
      .map((cell, index) => pad(cell, widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function toHeading(column: string): string {
  return column.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function toCell(value: unknown): string {
  const text = toText(value ?? '');
  if (text === '') {
    return '-';
  }
  const printable = Array.from(replaceUnprintable(text));
  return printable.length > CELL_MAXIMUM
    ? `${printable.slice(0, CELL_MAXIMUM - 1).join('')}…`
    : printable.join('');
}

function toText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  return isTexts(value) ? value.join(', ') : JSON.stringify(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(width - lengthOf(text));
}
