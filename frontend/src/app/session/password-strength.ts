import { Component, computed, input, resource } from '@angular/core';
import { texts } from '../texts';

/** Tells how strong a new password is while it is typed. What it rates with is loaded at the first letter. */
@Component({
  selector: 'app-password-strength',
  template: `
    @if (rating.hasValue() && rating.value(); as rated) {
      <meter
        min="0"
        max="4"
        low="2"
        high="3"
        optimum="4"
        [value]="rated.score"
        [attr.aria-label]="texts.passwordStrength"
      ></meter>
      <p class="message" aria-live="polite">{{ verdict() }} {{ rated.good ? '' : rated.advice }}</p>
    }
  `,
  styles: `
    meter {
      inline-size: 100%;
    }
  `,
})
export class PasswordStrength {
  readonly password = input.required<string>();
  /** What others know of the person: it makes a password no stronger. */
  readonly about = input<readonly string[]>([]);

  protected readonly texts = texts.account;
  protected readonly rating = resource({
    params: () => (this.password() ? { password: this.password(), about: this.about() } : undefined),
    loader: async ({ params }) => {
      const { ratePassword } = await import('./password-rating');
      return ratePassword(params.password, params.about.flatMap(wordsIn));
    },
  });
  protected readonly verdict = computed(() => {
    const rated = this.rating.hasValue() ? this.rating.value() : undefined;
    return rated && (rated.good ? texts.account.passwordStrong : texts.account.passwordGuessable);
  });
}

function wordsIn(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
}
