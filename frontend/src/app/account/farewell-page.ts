import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { texts } from '../texts';
import { Logo } from '../ui/logo';

/** What remains after an account is deleted. */
@Component({
  selector: 'app-farewell-page',
  imports: [Logo, RouterLink],
  template: `
    <main>
      <app-logo />
      <h1 tabindex="-1">{{ texts.title }}</h1>
      <p>{{ texts.detail }}</p>
      <a class="button" routerLink="/sign-up">{{ texts.signUp }}</a>
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
export class FarewellPage {
  protected readonly texts = texts.accountPages.farewell;
}
