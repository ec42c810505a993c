import { Component, inject, output, signal } from '@angular/core';
import { FormField, FormRoot, form, required } from '@angular/forms/signals';
import type { CreatePersonalTokenRequest, CreatedPersonalToken, Scope } from '../api/types';
import type { Problem } from '../problems/problem';
import { type FieldErrors, sendForm } from '../problems/send-form';
import { nameRules } from '../session/account-rules';
import { texts } from '../texts/texts';
import { Control } from '../ui/control';
import { Field } from '../ui/field';
import { focusFirstError } from '../ui/focus-first-error';
import { FormError } from '../ui/form-error';
import { AccountApi } from './account-api';

const SCOPES: readonly Scope[] = ['tasks:read', 'tasks:write'];
const LIFETIMES = ['7', '30', '90', '365'] as const;
const DAY = 86_400_000;
/** Tolerates a slightly fast client clock, so that the expiry never exceeds the maximum of a year. */
const MARGIN = 3_600_000;

interface TokenFields {
  name: string;
  scopes: Scope;
  expiresAt: (typeof LIFETIMES)[number];
}

/** The form for a new token. Its fields are named like the server's, so that validation errors map to them. */
@Component({
  selector: 'app-new-token',
  imports: [Control, Field, FormError, FormField, FormRoot],
  templateUrl: './new-token.html',
  styleUrl: '../ui/panels.css',
})
export class NewToken {
  private readonly api = inject(AccountApi);

  readonly created = output<CreatedPersonalToken>();

  private readonly fields = signal<TokenFields>({ name: '', scopes: 'tasks:write', expiresAt: '90' });

  protected readonly texts = texts.accountPages.personalTokens;
  protected readonly scopes = SCOPES;
  protected readonly lifetimes = LIFETIMES;
  protected readonly failure = signal<Problem | undefined>(undefined);
  protected readonly form = form(
    this.fields,
    (path) => {
      required(path.name, { message: this.texts.nameRequired });
      nameRules(path.name);
    },
    { submission: { action: () => this.create(), onInvalid: focusFirstError } },
  );

  focus(): void {
    this.form.name().focusBoundControl();
  }

  private create(): Promise<FieldErrors> {
    return sendForm(this.form, this.failure, async () => {
      this.created.emit(await this.api.createPersonalToken(toRequest(this.fields(), Date.now())));
    });
  }
}

function toRequest({ name, scopes, expiresAt }: TokenFields, now: number): CreatePersonalTokenRequest {
  const end = new Date(now + Number(expiresAt) * DAY - MARGIN);
  return { name: name.trim(), scopes: [scopes], expiresAt: end.toISOString() };
}
