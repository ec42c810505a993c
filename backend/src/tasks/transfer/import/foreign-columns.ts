import { TAG_MAXIMUM } from '../../core/task-limits';
import { CELLS_MAXIMUM, type CsvRow } from './csv-rows';
import { cutText } from './split-text';

/** A row of another program's CSV file, by column name; empty cells are undefined. */
export type ForeignRow = Readonly<Record<string, string | undefined>>;

/**
 * Names for all cells that a row can have, each once, so that none is lost: a repeated column is `DATE (2)`; one
 * without a name, or a cell beyond the last column, is `Column 7`.
 */
export function distinctColumns(names: readonly string[]): string[] {
  const distinct = new Set<string>();
  for (let index = 0; index < CELLS_MAXIMUM; index += 1) {
    const name = names[index] || `Column ${index + 1}`;
    let candidate = name;
    for (let count = 2; distinct.has(candidate); count += 1) {
      candidate = `${name} (${count})`;
    }
    distinct.add(candidate);
  }
  return [...distinct];
}

export function foreignRow(cells: CsvRow['cells'], columns: readonly string[]): ForeignRow {
  return Object.fromEntries(cells.map((cell, index) => [columns[index] ?? '', cell?.trim() || undefined]));
}

/** Lines for the description of what stands in any columns but these. */
export function linesOfOthers(row: ForeignRow, known: ReadonlySet<string>): string[] {
  return Object.entries(row)
    .filter(([name, cell]) => cell && !known.has(name))
    .map(([name, cell]) => `${cutText(name, TAG_MAXIMUM)}: ${cell}`);
}
