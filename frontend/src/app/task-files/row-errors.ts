import type { FieldError } from '../api/types';
import type { ImportFormat } from './import-format';

/** The errors at one location of a file. `row` is empty for errors of the whole file. */
export interface RowError {
  readonly row: string;
  readonly field: string;
  readonly message: string;
}

/** `/12/title`; in JSON `/tasks/12/title`, counted from 0. Rows are shown counted from 1, as in a spreadsheet. */
export function rowErrorsOf(format: ImportFormat, errors: readonly FieldError[]): RowError[] {
  return errors.map(({ pointer, message }) => {
    const steps = pointer.split('/').slice(1);
    return { ...(format === 'json' ? placeInJson(steps) : placeInTable(steps)), message };
  });
}

function placeInTable([row = '', field = '']: readonly string[]): Omit<RowError, 'message'> {
  return { row, field };
}

function placeInJson(steps: readonly string[]): Omit<RowError, 'message'> {
  const [list = '', index, field = ''] = steps;
  return list === 'tasks' && index ? { row: String(Number(index) + 1), field } : { row: '', field: list };
}
