import { httpResource } from '@angular/common/http';
import { Component, inject, linkedSignal, signal } from '@angular/core';
import type { SecurityEventPage } from '../api/types';
import { SECURITY_EVENTS_URL } from '../api/urls';
import { type Problem, toProblem } from '../problems/problem';
import { texts } from '../texts/texts';
import { LoadMore } from '../ui/load-more';
import { AccountApi } from './account-api';
import { ListState } from './list-state';
import { PageTitle } from './page-title';
import { SecurityEventEntry } from './security-event-entry';

/** The security events of the account, newest first. */
@Component({
  selector: 'app-security-events-page',
  imports: [ListState, LoadMore, PageTitle, SecurityEventEntry],
  templateUrl: './security-events-page.html',
  styleUrl: '../ui/panels.css',
})
export class SecurityEventsPage {
  private readonly api = inject(AccountApi);

  protected readonly firstPage = httpResource<SecurityEventPage>(() => SECURITY_EVENTS_URL);

  protected readonly texts = texts.accountPages.securityEvents;
  /** All pages loaded so far, combined. */
  protected readonly page = linkedSignal<SecurityEventPage | undefined>(() =>
    this.firstPage.hasValue() ? this.firstPage.value() : undefined,
  );
  protected readonly isLoadingMore = signal(false);
  protected readonly problem = signal<Problem | undefined>(undefined);

  protected async loadMore(cursor: string): Promise<void> {
    if (this.isLoadingMore()) {
      return;
    }
    this.isLoadingMore.set(true);
    this.problem.set(undefined);
    try {
      const { items, nextCursor } = await this.api.securityEvents(cursor);
      this.page.update((page) => ({ items: [...(page?.items ?? []), ...items], nextCursor }));
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isLoadingMore.set(false);
    }
  }
}
