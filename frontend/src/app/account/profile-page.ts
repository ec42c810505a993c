import { Component, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, readonly } from '@angular/forms/signals';
import type { Problem } from '../problems/problem';
import { type FieldErrors, sendForm } from '../problems/send-form';
import { NAME_MAXIMUM, nameRules } from '../session/account-rules';
import { Session } from '../session/session';
import { texts } from '../texts/texts';
import { Control } from '../ui/control';
import { Field } from '../ui/field';
import { focusFirstError } from '../ui/focus-first-error';
import { FormError } from '../ui/form-error';
import { Toasts } from '../ui/toasts';
import { AccountApi } from './account-api';
import { DataExport } from './data-export';
import { PageTitle } from './page-title';

@Component({
  selector: 'app-profile-page',
  imports: [Control, DataExport, Field, FormError, FormField, FormRoot, PageTitle],
  templateUrl: './profile-page.html',
  styleUrl: '../ui/panels.css',
})
export class ProfilePage {
  private readonly api = inject(AccountApi);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);

  private readonly profile = signal({
    displayName: this.session.user()?.displayName ?? '',
    email: this.session.user()?.email ?? '',
  });

  protected readonly texts = texts;
  protected readonly pageTexts = texts.accountPages.profile;
  protected readonly failure = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    this.profile,
    (path) => {
      nameRules(path.displayName);
      readonly(path.email);
    },
    { submission: { action: () => this.rename(), onInvalid: focusFirstError } },
  );

  /** Without a name the local part of the e-mail is used, as for a new account. */
  private nameToSave(): string {
    const { displayName, email } = this.profile();
    return displayName.trim() || (email.split('@', 1)[0] ?? email).slice(0, NAME_MAXIMUM);
  }

  private rename(): Promise<FieldErrors> {
    return sendForm(this.form, this.failure, async () => {
      const user = await this.api.rename(this.nameToSave());
      this.session.describe(user);
      this.profile.update((profile) => ({ ...profile, displayName: user.displayName }));
      this.toasts.show(this.pageTexts.saved);
    });
  }
}
