import { Component } from '@angular/core';
import { texts } from '../texts/texts';

/** Logo and name: a shield with a tick. */
@Component({
  selector: 'app-logo',
  template: `
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path class="shield" d="M12 1.6 3.4 4.5v7.2c0 5 3.5 8.7 8.6 10.7 5.1-2 8.6-5.7 8.6-10.7V4.5z" />
      <path class="tick" d="m7.9 12 2.9 2.9 5.4-5.6" />
    </svg>
    <span>{{ name }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: var(--space-2);
      color: var(--text);
      font-size: var(--text-lg);
      font-weight: 650;
      letter-spacing: -0.02em;
    }

    svg {
      width: 1.5rem;
      height: 1.5rem;
    }

    .shield {
      fill: var(--accent);
    }

    .tick {
      fill: none;
      stroke: var(--on-accent);
      stroke-width: 2.2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Logo {
  protected readonly name = texts.product;
}
