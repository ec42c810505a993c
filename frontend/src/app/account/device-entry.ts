import { Component, computed, input, output } from '@angular/core';
import type { Device } from '../api/types';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { describeInstant } from '../ui/describe-instant';
import { Instant } from '../ui/instant';

/** One session: a device that is signed in. */
@Component({
  selector: 'app-device-entry',
  imports: [Icon, Instant],
  template: `
    <app-icon name="computer" />
    <div class="body">
      <p class="title">
        {{ name() }}
        @if (device().current) {
          <span class="badge">{{ texts.thisDevice }}</span>
        }
      </p>
      <p class="facts">
        <span>{{ device().ipAddress ?? texts.unknownAddress }}</span>
        <span>{{ texts.sessions.lastUsed }} <app-instant [value]="device().lastUsedAt" /></span>
        <span>{{ texts.sessions.expires }} <app-instant [value]="device().expiresAt" /></span>
      </p>
    </div>
    @if (!device().current) {
      <button
        type="button"
        class="button button-small"
        [attr.aria-label]="signOutLabel()"
        (click)="signedOut.emit()"
      >
        {{ texts.sessions.signOutOne }}
      </button>
    }
  `,
  styleUrl: './entry.css',
})
export class DeviceEntry {
  readonly device = input.required<Device>();
  readonly signedOut = output();

  protected readonly texts = texts.accountPages;
  protected readonly name = computed(() => this.device().deviceName ?? this.texts.unknownDevice);
  protected readonly signOutLabel = computed(() =>
    this.texts.sessions.signOutDevice(this.name(), describeInstant(this.device().lastUsedAt, new Date())),
  );
}
