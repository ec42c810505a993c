import { Component, input } from '@angular/core';
import { ThemeSwitch } from '../ui/theme-switch';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { OtherAddressNotice } from './other-address-notice';

/** The layout of the sign-in and sign-up forms. */
@Component({
  selector: 'app-account-frame',
  imports: [Icon, Logo, OtherAddressNotice, ThemeSwitch],
  templateUrl: './account-frame.html',
  styleUrl: './account-frame.css',
})
export class AccountFrame {
  readonly heading = input.required<string>();
  readonly lead = input.required<string>();

  protected readonly texts = texts.welcome;
}
