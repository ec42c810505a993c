import { Component, input, output } from '@angular/core';
import { describeProblem } from '../problems/describe-problem';
import type { Problem } from '../problems/problem';
import { texts } from '../texts/texts';
import { Visible } from './visible';

/** Loads the next page when the end scrolls near, or on demand. */
@Component({
  selector: 'app-load-more',
  imports: [Visible],
  template: `
    @if (problem(); as problem) {
      <p role="alert">{{ describe(problem) }}</p>
    } @else {
      <!-- Made anew with every page, so that a page too short to scroll brings the next one too. -->
      @for (cursor of [cursor()]; track cursor) {
        <div (appVisible)="wanted.emit()"></div>
      }
    }
    <button type="button" class="button" [attr.aria-disabled]="loading() || null" (click)="wanted.emit()">
      {{ loading() ? loadingText() : texts.loadMore }}
    </button>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--space-3);
      padding-block: var(--space-5);
    }

    p {
      color: var(--danger);
    }
  `,
})
export class LoadMore {
  readonly cursor = input.required<string>();
  readonly loading = input(false);
  /** The button's label while loading. */
  readonly loadingText = input.required<string>();
  readonly problem = input<Problem>();
  readonly wanted = output();

  protected readonly texts = texts.actions;
  protected readonly describe = describeProblem;
}
