import { Component, computed, input } from '@angular/core';
import type { SecurityEvent, SecurityEventName } from '../api/types';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { Instant } from '../ui/instant';

/** Events that deserve attention unless the person caused them. */
const ALARMING = new Set<SecurityEventName>([
  'sign-in-failed',
  'sign-in-throttled',
  'refresh-token-reused',
  'reauthentication-failed',
  'password-change-failed',
  'account-deletion-failed',
]);

/** One event as a sentence, with its time and place. */
@Component({
  selector: 'app-security-event-entry',
  imports: [Icon, Instant],
  template: `
    <app-icon [name]="isAlarming() ? 'warning' : 'shield'" [class.warning]="isAlarming()" />
    <div class="body">
      <p class="title">
        {{ sentence() }}
        @if (event().current) {
          <span class="badge">{{ texts.thisDevice }}</span>
        }
      </p>
      <p class="facts">
        <app-instant [value]="event().occurredAt" />
        <span>{{ event().deviceName ?? texts.unknownDevice }}</span>
        <span>{{ event().ipAddress ?? texts.unknownAddress }}</span>
      </p>
    </div>
  `,
  styleUrl: './entry.css',
})
export class SecurityEventEntry {
  readonly event = input.required<SecurityEvent>();

  protected readonly texts = texts.accountPages;
  protected readonly sentence = computed(() => texts.securityEvents[this.event().event]);
  protected readonly isAlarming = computed(() => !this.event().current && ALARMING.has(this.event().event));
}
