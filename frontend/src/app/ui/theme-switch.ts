import { Component, inject } from '@angular/core';
import { texts } from '../texts/texts';
import { Icon, type IconName } from './icon';
import { THEME_CHOICES, Theme, type ThemeChoice } from './theme';

const ICONS: Record<ThemeChoice, IconName> = { system: 'computer', light: 'sun', dark: 'moon' };

@Component({
  selector: 'app-theme-switch',
  imports: [Icon],
  template: `
    <fieldset>
      <legend class="visually-hidden">{{ texts.theme }}</legend>
      @for (choice of choices; track choice) {
        <label [title]="texts.themes[choice]">
          <input
            class="visually-hidden"
            type="radio"
            name="theme"
            [value]="choice"
            [checked]="theme.choice() === choice"
            (change)="theme.choose(choice)"
          />
          <app-icon [name]="icons[choice]" />
          <span class="visually-hidden">{{ texts.themes[choice] }}</span>
        </label>
      }
    </fieldset>
  `,
  styleUrl: './theme-switch.css',
})
export class ThemeSwitch {
  protected readonly theme = inject(Theme);
  protected readonly texts = texts.shell;
  protected readonly choices = THEME_CHOICES;
  protected readonly icons = ICONS;
}
