import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, required, validate } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import type { Problem } from '../problems/problem';
import { type FieldErrors, sendForm } from '../problems/send-form';
import { PasswordInput } from '../session/password-input';
import { Session } from '../session/session';
import { withPasswordError } from '../session/wrong-password';
import { Theme } from '../ui/theme';
import { texts } from '../texts/texts';
import { Field } from '../ui/field';
import { focusFirstError } from '../ui/focus-first-error';
import { FormError } from '../ui/form-error';
import { AccountApi } from './account-api';
import { PageTitle } from './page-title';

@Component({
  selector: 'app-delete-account-page',
  imports: [Field, FormError, FormField, FormRoot, PageTitle, PasswordInput, RouterLink],
  templateUrl: './delete-account-page.html',
  styleUrls: ['../ui/panels.css', './delete-account-page.css'],
})
export class DeleteAccountPage {
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly theme = inject(Theme);

  private readonly answers = signal({ password: '', understood: false });

  protected readonly texts = texts.accountPages.deleteAccount;
  protected readonly email = this.session.user()?.email ?? '';
  protected readonly failure = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    this.answers,
    (path) => {
      required(path.password, { message: texts.account.passwordRequired });
      validate(path.understood, ({ value }) =>
        value() ? undefined : { kind: 'understood', message: this.texts.understandRequired },
      );
    },
    { submission: { action: () => this.delete(), onInvalid: focusFirstError } },
  );
  protected readonly understoodError = computed(() => {
    const field = this.form.understood();
    return field.touched() ? field.errors()[0]?.message : undefined;
  });

  private delete(): Promise<FieldErrors> {
    return sendForm(this.form, this.failure, async () => {
      await withPasswordError('/password', this.api.delete(this.answers().password));
      this.session.leave('deleted');
      this.theme.save();
    });
  }
}
