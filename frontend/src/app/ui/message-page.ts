import { Component, input } from '@angular/core';
import { Logo } from './logo';

/** A page with just a message; links onwards are its content. */
@Component({
  selector: 'app-message-page',
  imports: [Logo],
  template: `
    <main>
      <app-logo />
      <h1 tabindex="-1">{{ title() }}</h1>
      <p>{{ detail() }}</p>
      <ng-content />
    </main>
  `,
  styles: `
    main {
      display: grid;
      justify-items: start;
      gap: var(--space-3);
      max-width: 26rem;
      margin: 0 auto;
      padding: 22dvh var(--space-4) var(--space-6);
    }

    h1 {
      margin-block-start: var(--space-5);
      font-size: var(--text-2xl);
    }

    p {
      margin-block-end: var(--space-3);
      color: var(--text-muted);
    }
  `,
})
export class MessagePage {
  readonly title = input.required<string>();
  readonly detail = input.required<string>();
}
