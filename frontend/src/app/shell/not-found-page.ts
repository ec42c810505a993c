import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { texts } from '../texts/texts';
import { MessagePage } from '../ui/message-page';

@Component({
  selector: 'app-not-found-page',
  imports: [MessagePage, RouterLink],
  template: `
    <app-message-page [title]="texts.notFoundTitle" [detail]="texts.notFoundDetail">
      <a class="button" routerLink="/tasks">{{ texts.backToTasks }}</a>
    </app-message-page>
  `,
})
export class NotFoundPage {
  protected readonly texts = texts.shell;
}
