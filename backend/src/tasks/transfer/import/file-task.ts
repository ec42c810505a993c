import { type FieldError, Problem } from '../../../platform/errors/problem';
import { validationProblem } from '../../../platform/validation/validation.pipe';
import { ROWS_MAXIMUM } from './import-limits';

/** An unvalidated task of a file: its content, or why it cannot be read. */
export type FileTask = { readonly pointer: string } & (
  { readonly value: unknown } | { readonly fault: string }
);

/** For a file that cannot be parsed beyond this point. */
export function unreadable(detail: string, errors?: FieldError[]): Problem {
  const members = errors && { errors, errorCount: errors.length };
  return new Problem('MALFORMED_REQUEST', { detail, members });
}

export function tooManyRows(pointer: string): Problem {
  const message = `A file must not hold more than ${ROWS_MAXIMUM} tasks.`;
  return validationProblem([{ pointer, code: 'INVALID', message }]);
}
