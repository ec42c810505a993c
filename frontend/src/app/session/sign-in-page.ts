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
import { emailRules, passwordRules } from './account-rules';
import { goOnWhenSignedIn } from './go-on-when-signed-in';
import { PasswordInput } from './password-input';
import { Session } from './session';

@Component({
  selector: 'app-sign-in-page',
  imports: [AccountFrame, Control, Field, FormError, FormField, FormRoot, PasswordInput, RouterLink],
  templateUrl: './sign-in-page.html',
  styleUrl: './account-form.css',
})
export class SignInPage {
  private readonly session = inject(Session);

  readonly returnUrl = input<string>();

  private readonly account = signal({ email: '', password: '', rememberMe: true });

  protected readonly texts = texts.account;
  protected readonly sessionEnded = computed(() => {
    const state = this.session.state();
    return state.status === 'signed-out' && state.reason === 'ended';
  });
  protected readonly failure = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    this.account,
    (path) => {
      emailRules(path.email);
      passwordRules(path.password, texts.account.passwordRequired);
    },
    { submission: { action: () => this.signIn(), onInvalid: focusFirstError } },
  );

  constructor() {
    goOnWhenSignedIn(this.returnUrl);
  }

  private signIn(): Promise<FieldErrors> {
    const { email, ...rest } = this.account();
    const request = { email: email.trim(), ...rest };
    return sendForm(this.form, this.failure, () => this.session.signIn(request));
  }
}
