import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { texts } from '../texts/texts';
import { MessagePage } from '../ui/message-page';

/** Shown after an account has been deleted. */
@Component({
  selector: 'app-farewell-page',
  imports: [MessagePage, RouterLink],
  template: `
    <app-message-page [title]="texts.title" [detail]="texts.detail">
      <a class="button" routerLink="/sign-up">{{ texts.signUp }}</a>
    </app-message-page>
  `,
})
export class FarewellPage {
  protected readonly texts = texts.accountPages.farewell;
}
