import { Service, effect, signal } from '@angular/core';

export type ThemeChoice = 'system' | 'light' | 'dark';

export const THEME_CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];
/** `public/theme.js` reads the same key before the first paint. */
const KEY = 'taskward.theme';

/** Light, dark, or the system's setting. */
@Service()
export class Theme {
  readonly choice = signal<ThemeChoice>(savedChoice());

  constructor() {
    addEventListener('storage', ({ key }) => {
      if (key === KEY) {
        this.choice.set(savedChoice());
      }
    });
    effect(() => {
      const choice = this.choice();
      if (choice === 'system') {
        delete document.documentElement.dataset.theme;
      } else {
        document.documentElement.dataset.theme = choice;
      }
    });
  }

  choose(choice: ThemeChoice): void {
    this.choice.set(choice);
    this.save();
  }

  /** Signing out clears the browser's storage; the theme is not sensitive and may stay. */
  save(): void {
    localStorage.setItem(KEY, this.choice());
  }
}

function savedChoice(): ThemeChoice {
  const saved = localStorage.getItem(KEY);
  return THEME_CHOICES.find((choice) => choice === saved) ?? 'system';
}
