import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, required, validate } from '@angular/forms/signals';
import type { Problem } from '../problems/problem';
import { type FieldErrors, sendForm } from '../problems/send-form';
import { passwordRules } from '../session/account-rules';
import { PasswordInput } from '../session/password-input';
import { PasswordStrength } from '../session/password-strength';
import { Session } from '../session/session';
import { withPasswordError } from '../session/wrong-password';
import { texts } from '../texts/texts';
import { describeInstantFully } from '../ui/describe-instant';
import { Field } from '../ui/field';
import { focusFirstError } from '../ui/focus-first-error';
import { FormError } from '../ui/form-error';
import { Toasts } from '../ui/toasts';
import { AccountApi } from './account-api';
import { PageTitle } from './page-title';

const NOTHING = { currentPassword: '', newPassword: '' };

@Component({
  selector: 'app-password-page',
  imports: [Field, FormError, FormField, FormRoot, PageTitle, PasswordInput, PasswordStrength],
  templateUrl: './password-page.html',
  styleUrl: '../ui/panels.css',
})
export class PasswordPage {
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);

  protected readonly passwords = signal(NOTHING);

  protected readonly texts = texts.account;
  protected readonly pageTexts = texts.accountPages.password;
  protected readonly user = this.session.user();
  /** When a password set by the administrator expires, in words. */
  protected readonly expiry = computed(() => {
    const expiresAt = this.session.user()?.passwordExpiresAt;
    return expiresAt && describeInstantFully(expiresAt);
  });
  protected readonly failure = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    this.passwords,
    (path) => {
      required(path.currentPassword, { message: this.pageTexts.currentRequired });
      passwordRules(path.newPassword, texts.account.newPasswordRequired);
      validate(path.newPassword, ({ value, valueOf }) =>
        value() && value() === valueOf(path.currentPassword)
          ? { kind: 'same', message: this.pageTexts.same }
          : undefined,
      );
    },
    { submission: { action: () => this.change(), onInvalid: focusFirstError } },
  );

  private change(): Promise<FieldErrors> {
    return sendForm(this.form, this.failure, async () => {
      const answer = await withPasswordError('/currentPassword', this.api.changePassword(this.passwords()));
      this.session.accept(answer);
      this.form().reset(NOTHING);
      this.toasts.show(this.pageTexts.changed);
    });
  }
}
