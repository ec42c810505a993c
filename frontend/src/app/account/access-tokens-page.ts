import { httpResource } from '@angular/common/http';
import { afterNextRender, Component, computed, inject, Injector, signal, viewChild } from '@angular/core';
import type { AccessToken, AccessTokenList, CreatedAccessToken } from '../api/types';
import { ACCESS_TOKENS_URL } from '../api/urls';
import { toProblem } from '../problems/problem';
import { texts } from '../texts';
import { PageDialogs } from '../ui/page-dialogs';
import { showFailure } from '../ui/show-failure';
import { Toasts } from '../ui/toasts';
import { AccessTokenEntry } from './access-token-entry';
import { AccountApi } from './account-api';
import { CreatedToken } from './created-token';
import { ListState } from './list-state';
import { NewToken } from './new-token';
import { PageTitle } from './page-title';

/** The tokens that scripts and pipelines use in somebody's name. */
@Component({
  selector: 'app-access-tokens-page',
  imports: [AccessTokenEntry, CreatedToken, ListState, NewToken, PageTitle],
  providers: [PageDialogs],
  templateUrl: './access-tokens-page.html',
  styleUrl: './account-page.css',
})
export class AccessTokensPage {
  private readonly api = inject(AccountApi);
  private readonly dialogs = inject(PageDialogs);
  private readonly injector = inject(Injector);
  private readonly toasts = inject(Toasts);

  private readonly title = viewChild.required(PageTitle);
  private readonly form = viewChild(NewToken);

  protected readonly list = httpResource<AccessTokenList>(() => ACCESS_TOKENS_URL);

  protected readonly texts = texts.accountPages.accessTokens;
  protected readonly tokens = computed(() => (this.list.hasValue() ? this.list.value().items : []));
  /** Held until the person says that it is copied. */
  protected readonly created = signal<CreatedAccessToken | undefined>(undefined);

  protected show(token: CreatedAccessToken): void {
    this.created.set(token);
    this.list.reload();
  }

  /** The next one can be made at once. */
  protected forget(): void {
    this.created.set(undefined);
    afterNextRender(() => this.form()?.focus(), { injector: this.injector });
  }

  protected async revoke({ id, name }: AccessToken): Promise<void> {
    const { title, detail, action } = this.texts.confirmRevoke;
    if (!(await this.dialogs.confirm({ title, detail: detail(name), action }))) {
      return;
    }
    try {
      await this.api.revokeAccessToken(id);
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
