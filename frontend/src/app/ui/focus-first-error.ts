import type { FieldTree } from '@angular/forms/signals';

/** Takes people to the first field that needs them, after a submission that could not be sent. */
export function focusFirstError(form: FieldTree<unknown>): void {
  form().errorSummary()[0]?.fieldTree().focusBoundControl();
}
