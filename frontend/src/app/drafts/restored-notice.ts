import { Component, output } from '@angular/core';
import { texts } from '../texts/texts';

/** Tells that a form contains input restored after a reload. */
@Component({
  selector: 'app-restored-notice',
  template: `
    <p role="status">{{ texts.restored }}</p>
    <button type="button" class="button button-quiet button-small" (click)="discarded.emit()">
      {{ texts.startOver }}
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
      padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
      border-radius: var(--radius-md);
      background: var(--accent-soft);
    }

    p {
      flex: 1 1 12rem;
    }
  `,
})
export class RestoredNotice {
  readonly discarded = output();

  protected readonly texts = texts.drafts;
}
