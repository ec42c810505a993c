import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { Problem } from '../problems/problem';
import { type FieldErrors, sendForm } from '../problems/send-form';
import { texts } from '../texts/texts';
import { Control } from '../ui/control';
import { Field } from '../ui/field';
import { focusFirstError } from '../ui/focus-first-error';
import { FormError } from '../ui/form-error';
import { AccountFrame } from './account-frame';
import { nameRules, newEmailRules, passwordRules } from './account-rules';
import { goOnWhenSignedIn } from './go-on-when-signed-in';
import { PasswordInput } from './password-input';
import { PasswordStrength } from './password-strength';
import { Session } from './session';

@Component({
  selector: 'app-sign-up-page',
  imports: [
    AccountFrame,
    Control,
    Field,
    FormError,
    FormField,
    FormRoot,
    PasswordInput,
    PasswordStrength,
    RouterLink,
  ],
  templateUrl: './sign-up-page.html',
  styleUrl: './account-form.css',
})
export class SignUpPage {
  private readonly session = inject(Session);

  readonly returnUrl = input<string>();

  protected readonly account = signal({ displayName: '', email: '', password: '', rememberMe: true });

  protected readonly texts = texts.account;
  protected readonly failure = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    this.account,
    (path) => {
      nameRules(path.displayName);
      newEmailRules(path.email);
      passwordRules(path.password, texts.account.newPasswordRequired);
    },
    { submission: { action: () => this.signUp(), onInvalid: focusFirstError } },
  );
  protected readonly isEmailTaken = computed(() => this.failure()?.code === 'EMAIL_TAKEN');

  constructor() {
    goOnWhenSignedIn(this.returnUrl);
  }

  private signUp(): Promise<FieldErrors> {
    const { displayName, email, ...rest } = this.account();
    const name = displayName.trim();
    const request = { email: email.trim(), ...rest, ...(name && { displayName: name }) };
    return sendForm(this.form, this.failure, () => this.session.signUp(request));
  }
}
