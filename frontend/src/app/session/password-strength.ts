import { Component, computed, input, linkedSignal, resource } from '@angular/core';
import type { User } from '../api/types';
import { texts } from '../texts/texts';
import { contextWordsOf } from './context-words';
import type { PasswordRating } from './password-rating';

/** Shows the strength of a new password while typing. The rating module is loaded on the first keystroke. */
@Component({
  selector: 'app-password-strength',
  template: `
    <div class="track" [class]="'score-' + (rated()?.score ?? 'none')" aria-hidden="true">
      @for (step of steps; track step) {
        <span [class.filled]="step <= filled()"></span>
      }
    </div>
    @if (rated(); as rated) {
      <meter
        class="visually-hidden"
        min="0"
        max="4"
        [value]="rated.score"
        [attr.aria-label]="texts.passwordStrength"
        [attr.aria-valuetext]="texts.passwordScores[rated.score]"
      ></meter>
    }
    <p aria-live="polite">{{ verdict() }}</p>
  `,
  styleUrl: './password-strength.css',
})
export class PasswordStrength {
  readonly password = input.required<string>();
  /** Personal details do not make a password stronger. */
  readonly person = input.required<Pick<User, 'email' | 'displayName'> | undefined>();

  private readonly rating = resource({
    params: () => (this.password() ? { password: this.password(), person: this.person() } : undefined),
    loader: async ({ params: { password, person } }) => {
      const { ratePassword } = await import('./password-rating');
      return ratePassword(password, contextWordsOf(person));
    },
  });

  protected readonly texts = texts.account;
  protected readonly steps = [1, 2, 3, 4];
  /** Keeps the last rating while the next one is computed, to avoid flicker and repeated announcements. */
  protected readonly rated = linkedSignal<PasswordRating | undefined, PasswordRating | undefined>({
    source: () => (this.rating.hasValue() ? this.rating.value() : undefined),
    computation: (rating, previous) => (this.password() ? (rating ?? previous?.value) : undefined),
  });
  protected readonly filled = computed(() => {
    const rated = this.rated();
    return rated ? Math.max(1, rated.score) : 0;
  });
  protected readonly verdict = computed(() => {
    const rated = this.rated();
    if (!rated) {
      return '';
    }
    const word = `${this.texts.passwordScores[rated.score]}.`;
    return rated.good ? word : `${word} ${rated.advice || this.texts.passwordAdvice}`;
  });
}
