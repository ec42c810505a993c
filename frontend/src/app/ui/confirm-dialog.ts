import { DIALOG_DATA, type DialogConfig, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { texts } from '../texts/texts';

export interface Confirmation {
  readonly title: string;
  readonly detail: string;
  /** Label of the confirming button. */
  readonly action: string;
  /** Label of the cancelling button. */
  readonly cancel?: string;
  /** Whether the action is non-destructive. */
  readonly isHarmless?: boolean;
}

/** Asks for confirmation, mostly of destructive actions. Closes with `true` if confirmed. */
@Component({
  selector: 'app-confirm-dialog',
  template: `
    <h2 class="dialog-title" id="confirm-title">{{ confirmation.title }}</h2>
    <div class="dialog-body">
      <p id="confirm-detail" dir="auto">{{ confirmation.detail }}</p>
    </div>
    <div class="dialog-actions">
      <button type="button" class="button button-quiet" (click)="dialog.close(false)">
        {{ confirmation.cancel ?? texts.cancel }}
      </button>
      <button
        type="button"
        class="button"
        [class.button-danger]="!confirmation.isHarmless"
        [class.button-primary]="confirmation.isHarmless"
        (click)="dialog.close(true)"
      >
        {{ confirmation.action }}
      </button>
    </div>
  `,
  styles: `
    p {
      color: var(--text-muted);
      overflow-wrap: anywhere;
    }
  `,
  host: { class: 'dialog' },
})
export class ConfirmDialog {
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly confirmation = inject<Confirmation>(DIALOG_DATA);
  protected readonly texts = texts.actions;
}

export function confirmDialogConfig(
  data: Confirmation,
): DialogConfig<Confirmation, DialogRef<boolean, ConfirmDialog>> {
  return {
    data,
    role: 'alertdialog',
    ariaModal: true,
    ariaLabelledBy: 'confirm-title',
    ariaDescribedBy: 'confirm-detail',
    backdropClass: 'dialog-backdrop',
    panelClass: ['dialog-panel', 'dialog-panel-small'],
  };
}
