import { httpResource } from '@angular/common/http';
import { afterNextRender, Component, computed, inject, Injector, signal, viewChild } from '@angular/core';
import type { PersonalToken, PersonalTokenList, CreatedPersonalToken } from '../api/types';
import { PERSONAL_TOKENS_URL } from '../api/urls';
import { toProblem } from '../problems/problem';
import { texts } from '../texts/texts';
import { PageDialogs } from '../ui/page-dialogs';
import { showFailure } from '../ui/show-failure';
import { Toasts } from '../ui/toasts';
import { PersonalTokenEntry } from './personal-token-entry';
import { AccountApi } from './account-api';
import { CreatedToken } from './created-token';
import { ListState } from './list-state';
import { NewToken } from './new-token';
import { PageTitle } from './page-title';

/** The person's tokens for scripts and pipelines. */
@Component({
  selector: 'app-personal-tokens-page',
  imports: [PersonalTokenEntry, CreatedToken, ListState, NewToken, PageTitle],
  providers: [PageDialogs],
  templateUrl: './personal-tokens-page.html',
  styleUrl: '../ui/panels.css',
})
export class PersonalTokensPage {
  private readonly api = inject(AccountApi);
  private readonly dialogs = inject(PageDialogs);
  private readonly injector = inject(Injector);
  private readonly toasts = inject(Toasts);

  private readonly title = viewChild.required(PageTitle);
  private readonly form = viewChild(NewToken);

  protected readonly list = httpResource<PersonalTokenList>(() => PERSONAL_TOKENS_URL);

  protected readonly texts = texts.accountPages.personalTokens;
  protected readonly tokens = computed(() => (this.list.hasValue() ? this.list.value().items : []));
  /** Kept until the person confirms having copied it. */
  protected readonly created = signal<CreatedPersonalToken | undefined>(undefined);

  protected show(token: CreatedPersonalToken): void {
    this.created.set(token);
    this.list.reload();
  }

  /** Afterwards another token can be created immediately. */
  protected forget(): void {
    this.created.set(undefined);
    afterNextRender(() => this.form()?.focus(), { injector: this.injector });
  }

  protected async revoke({ id, name }: PersonalToken): Promise<void> {
    const { title, detail, action } = this.texts.confirmRevoke;
    if (!(await this.dialogs.confirm({ title, detail: detail(name), action }))) {
      return;
    }
    try {
      await this.api.revokePersonalToken(id);
      this.toasts.show(this.texts.revoked(name));
    } catch (error) {
      if (toProblem(error).code !== 'NOT_FOUND') {
        showFailure(this.toasts, this.texts.notRevoked(name), error);
        return;
      }
    }
    this.title().focus();
    this.list.reload();
  }
}
