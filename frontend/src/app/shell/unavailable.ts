import { Component, DOCUMENT, inject } from '@angular/core';
import { OtherAddressNotice, otherOrigin } from '../session/other-address-notice';
import { Session } from '../session/session';
import { texts } from '../texts/texts';
import { Logo } from '../ui/logo';

/** Shown while the session cannot be determined; disappears by itself. */
@Component({
  selector: 'app-unavailable',
  imports: [Logo, OtherAddressNotice],
  template: `
    <app-logo />
    <h1>{{ texts.shell.unavailableTitle }}</h1>
    @if (isElsewhere) {
      <app-other-address-notice />
    } @else {
      <p role="status">{{ texts.shell.unavailableDetail }}</p>
      <button type="button" class="button" (click)="tryAgain()">{{ texts.actions.retry }}</button>
    }
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-4);
      max-width: 28rem;
      margin: 12dvh auto 0;
    }

    h1 {
      font-size: var(--text-xl);
    }

    p {
      color: var(--text-muted);
    }
  `,
})
export class Unavailable {
  private readonly session = inject(Session);

  protected readonly texts = texts;
  /** The server refuses to renew a session at this address, however long one waits. */
  protected readonly isElsewhere = otherOrigin(inject(DOCUMENT)) !== undefined;

  protected tryAgain(): void {
    this.session.renew().catch(() => undefined);
  }
}
