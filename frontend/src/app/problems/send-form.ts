import type { WritableSignal } from '@angular/core';
import type { FieldTree, ValidationError } from '@angular/forms/signals';
import { type Problem, toProblem } from './problem';

export type FieldErrors = ValidationError.WithOptionalFieldTree[];
export type Failure = WritableSignal<Problem | undefined>;

/**
 * Submits a form and handles errors. Field errors are returned, for the form to show; any other becomes the `failure`,
 * which does not prevent resubmission.
 */
export async function sendForm(
  form: object,
  failure: Failure,
  send: () => Promise<unknown>,
): Promise<FieldErrors> {
  failure.set(undefined);
  try {
    await send();
    return [];
  } catch (error) {
    const problem = toProblem(error);
    const fieldErrors = fieldErrorsOf(form, problem);
    if (!fieldErrors.length && !problem.isCancelled) {
      failure.set(problem);
    }
    return fieldErrors;
  }
}

function fieldErrorsOf(form: object, { errors }: Problem): FieldErrors {
  return errors.flatMap(({ pointer, code, message }) => {
    const fieldTree = fieldAt(form, pointer);
    return fieldTree ? [{ kind: code, message, fieldTree }] : [];
  });
}

/** Only the pointer's first segment counts: an error in a list's item is shown at the list. */
function fieldAt(form: object, pointer: string): FieldTree<unknown> | undefined {
  const [, name = ''] = pointer.split('/');
  return (form as Partial<Record<string, FieldTree<unknown>>>)[name];
}
