import { Component, computed, input, output } from '@angular/core';
import { describeProblem } from '../problems/describe-problem';
import type { Problem } from '../problems/problem';
import { texts } from '../texts/texts';

/** Shown in place of content that failed to load, with a retry button. */
@Component({
  selector: 'app-load-failure',
  template: `
    <h2>{{ title() }}</h2>
    <p>{{ message() }}</p>
    <button type="button" class="button" (click)="retried.emit()">{{ retry }}</button>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-2);
      padding: var(--space-5);
      border: 1px solid var(--line);
      border-radius: var(--radius-lg);
      background: var(--surface);
    }

    h2 {
      font-size: var(--text-lg);
    }

    p {
      margin-block-end: var(--space-2);
      color: var(--text-muted);
    }
  `,
  host: { role: 'alert' },
})
export class LoadFailure {
  readonly title = input.required<string>();
  readonly problem = input.required<Problem>();
  readonly retried = output();

  protected readonly retry = texts.actions.retry;
  protected readonly message = computed(() => describeProblem(this.problem()));
}
