import type { TaskRow, WrittenField } from '../core/dto/task.dto';
import { WRITTEN } from '../core/written-columns';
import { joinTags, neutraliseFormula, restoreText, splitTags } from './csv';

type ColumnType = (typeof WRITTEN)[number][1]['type'] | 'integer';

/** Undefined for a missing cell, null for an empty one. */
type Cell = string | null | undefined;

interface CellForm {
  readonly write: (value: never) => string | null;
  /** Unreadable values are kept, so that field validation rejects them. */
  readonly read: (cell: Cell) => unknown;
}

/** How task fields are written to cells and read back, by column type. */
const FORMS: Readonly<Record<ColumnType, CellForm>> = {
  text: { write: neutraliseFormula, read: (cell) => cell && restoreText(cell) },
  'text[]': {
    write: (tags: string[]) => (tags.length > 0 ? neutraliseFormula(joinTags(tags)) : null),
    read: (cell) => splitTags(restoreText(cell ?? '')),
  },
  // Spreadsheets capitalise words.
  task_priority: { write: (word: string) => word, read: (cell) => cell?.toLowerCase() },
  date: { write: (date: string) => date, read: (cell) => cell },
  integer: { write: String, read: (cell) => (cell && /^\d{1,9}$/.test(cell) ? Number(cell) : cell) },
};

const formOf = (type: ColumnType): CellForm => FORMS[type];

export function writeCells(task: TaskRow): Record<WrittenField, string | null> {
  const cells = WRITTEN.map(([name, { type }]) => {
    const value = task[name];
    return [name, value === null ? null : formOf(type).write(value as never)] as const;
  });
  return Object.fromEntries(cells) as Record<WrittenField, string | null>;
}

export function readCells(cells: Partial<Record<WrittenField, string | null>>): Record<string, unknown> {
  return Object.fromEntries(WRITTEN.map(([name, { type }]) => [name, formOf(type).read(cells[name])]));
}
