import { Component, computed, input } from '@angular/core';
import { describeProblem } from '../problems/describe-problem';
import type { Problem } from '../problems/problem';
import { Icon } from './icon';

/** A form-level error, announced when it appears. */
@Component({
  selector: 'app-form-error',
  imports: [Icon],
  host: { role: 'alert' },
  template: `
    @if (message(); as message) {
      <p class="notice notice-danger">
        <app-icon name="warning" />
        <span>{{ message }} <ng-content /></span>
      </p>
    }
  `,
  styles: `
    .notice {
      margin-block-end: var(--space-4);
    }

    app-icon {
      padding-block-start: 0.125rem;
    }
  `,
})
export class FormError {
  readonly problem = input.required<Problem | undefined>();

  protected readonly message = computed(() => {
    const problem = this.problem();
    return problem && describeProblem(problem);
  });
}
