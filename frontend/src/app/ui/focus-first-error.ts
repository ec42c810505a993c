import type { FieldTree } from '@angular/forms/signals';

/** Focuses the first invalid field after a failed submission. */
export function focusFirstError(form: FieldTree<unknown>): void {
  form().errorSummary()[0]?.fieldTree().focusBoundControl();
}
