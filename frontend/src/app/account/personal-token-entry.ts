import { Component, computed, input, output } from '@angular/core';
import type { PersonalToken } from '../api/types';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { Instant } from '../ui/instant';

/** One token, without its secret, which cannot be shown again. */
@Component({
  selector: 'app-personal-token-entry',
  imports: [Icon, Instant],
  template: `
    <app-icon name="key" />
    <div class="body">
      <p class="title">
        <bdi>{{ token().name }}</bdi>
        @for (scope of scopes(); track scope) {
          <span class="badge">{{ scope }}</span>
        }
      </p>
      <p class="facts">
        <code>{{ token().prefix }}…</code>
        @if (token().lastUsedAt; as lastUsedAt) {
          <span>{{ texts.lastUsed }} <app-instant [value]="lastUsedAt" /></span>
        } @else {
          <span>{{ texts.neverUsed }}</span>
        }
        <span [class.warning]="hasExpired()">
          {{ hasExpired() ? texts.expired : texts.expires }} <app-instant [value]="token().expiresAt" />
        </span>
      </p>
    </div>
    <button
      type="button"
      class="button button-small"
      [attr.aria-label]="texts.revokeToken(token().name)"
      (click)="revoked.emit()"
    >
      {{ texts.revoke }}
    </button>
  `,
  styleUrl: './entry.css',
})
export class PersonalTokenEntry {
  readonly token = input.required<PersonalToken>();
  readonly revoked = output();

  protected readonly texts = texts.accountPages.personalTokens;
  protected readonly scopes = computed(() => this.token().scopes.map((scope) => this.texts.scopes[scope]));
  protected readonly hasExpired = computed(() => new Date(this.token().expiresAt) <= new Date());
}
