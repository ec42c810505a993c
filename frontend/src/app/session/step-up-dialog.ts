import { DialogRef } from '@angular/cdk/dialog';
import { Component, DestroyRef, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, required } from '@angular/forms/signals';
import type { Problem } from '../problems/problem';
import { type FieldErrors, sendForm } from '../problems/send-form';
import { texts } from '../texts/texts';
import { Field } from '../ui/field';
import { focusFirstError } from '../ui/focus-first-error';
import { FormError } from '../ui/form-error';
import type { StandingDialogConfig } from '../ui/open-while';
import { PasswordInput } from './password-input';
import { Session } from './session';
import { StepUp } from './step-up';
import { withPasswordError } from './wrong-password';

/** Asks for the password before a sensitive action; closing it without one cancels the action. */
@Component({
  selector: 'app-step-up-dialog',
  imports: [Field, FormError, FormField, FormRoot, PasswordInput],
  templateUrl: './step-up-dialog.html',
  styleUrl: './password-form.css',
  host: { class: 'dialog' },
})
export class StepUpDialog {
  private readonly stepUp = inject(StepUp);
  protected readonly dialog = inject(DialogRef);
  protected readonly email = inject(Session).user()?.email;

  private readonly answer = signal({ password: '' });

  protected readonly texts = texts;
  protected readonly failure = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    this.answer,
    (path) => required(path.password, { message: texts.account.passwordRequired }),
    { submission: { action: () => this.confirm(), onInvalid: focusFirstError } },
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stepUp.cancel());
  }

  private confirm(): Promise<FieldErrors> {
    return sendForm(this.form, this.failure, () =>
      withPasswordError('/password', this.stepUp.confirm(this.answer().password)),
    );
  }
}

export const stepUpDialogConfig: StandingDialogConfig = {
  ariaModal: true,
  ariaLabelledBy: 'step-up-title',
  ariaDescribedBy: 'step-up-detail',
  autoFocus: 'app-password-input input',
  backdropClass: 'dialog-backdrop',
  panelClass: ['dialog-panel', 'dialog-panel-small'],
};
