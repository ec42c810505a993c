import type { WritableSignal } from '@angular/core';
import type { FieldTree, ValidationError } from '@angular/forms/signals';
import { type Problem, toProblem } from './problem';

export type FieldErrors = ValidationError.WithOptionalFieldTree[];
export type Failure = WritableSignal<Problem | undefined>;

/**
 * Sends what a form holds and sorts out a refusal. What belongs to a field is returned, for the form to show there;
 * anything else becomes the `failure`, which must not keep anybody from trying the same once more.
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

/** Only the first step of the pointer counts: a form shows the error of a list's item at the list. */
function fieldAt(form: object, pointer: string): FieldTree<unknown> | undefined {
  const [, name = ''] = pointer.split('/');
  return (form as Partial<Record<string, FieldTree<unknown>>>)[name];
}
