import { Component, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, readonly, required } from '@angular/forms/signals';
import type { Problem } from '../problems/problem';
import { type FieldErrors, sendForm } from '../problems/send-form';
import { texts } from '../texts/texts';
import { Control } from '../ui/control';
import { Field } from '../ui/field';
import { focusFirstError } from '../ui/focus-first-error';
import { FormError } from '../ui/form-error';
import type { StandingDialogConfig } from '../ui/open-while';
import { PasswordInput } from './password-input';
import { Session } from './session';
import { SignOutQuestions } from './sign-out-questions';
import { withPasswordError } from './wrong-password';

/** Lets the same person sign in again over the current page. Closes by itself once they have, or have left. */
@Component({
  selector: 'app-sign-in-again-dialog',
  imports: [Control, Field, FormError, FormField, FormRoot, PasswordInput],
  templateUrl: './sign-in-again-dialog.html',
  styleUrl: './password-form.css',
  host: { class: 'dialog' },
})
export class SignInAgainDialog {
  private readonly session = inject(Session);
  private readonly questions = inject(SignOutQuestions);

  private readonly account = signal({
    email: this.session.user()?.email ?? '',
    password: '',
    rememberMe: true,
  });

  protected readonly texts = texts.account;
  protected readonly failure = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    this.account,
    (path) => {
      readonly(path.email);
      required(path.password, { message: texts.account.passwordRequired });
    },
    { submission: { action: () => this.signIn(), onInvalid: focusFirstError } },
  );

  protected async leave(): Promise<void> {
    if (await this.questions.areAnswered()) {
      await this.session.signOut();
    }
  }

  private signIn(): Promise<FieldErrors> {
    return sendForm(this.form, this.failure, () =>
      withPasswordError('/password', this.session.signIn(this.account())),
    );
  }
}

/** The page behind belongs to an ended session, so it stays but is obscured. */
export const signInAgainDialogConfig: StandingDialogConfig = {
  ariaModal: true,
  ariaLabelledBy: 'sign-in-again-title',
  ariaDescribedBy: 'sign-in-again-detail',
  autoFocus: 'app-password-input input',
  backdropClass: ['dialog-backdrop', 'dialog-curtain'],
  panelClass: ['dialog-panel', 'dialog-panel-small'],
  disableClose: true,
  closeOnNavigation: false,
};
