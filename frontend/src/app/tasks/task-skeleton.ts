import { Component } from '@angular/core';
import { texts } from '../texts/texts';

/** Placeholder for the rows. Delayed, so that quick responses never show it. */
@Component({
  selector: 'app-task-skeleton',
  template: `
    <p class="visually-hidden" role="status">{{ label }}</p>
    @for (width of widths; track $index) {
      <div class="row" aria-hidden="true">
        <span class="ring"></span>
        <span [class]="width"></span>
      </div>
    }
  `,
  styleUrls: ['../ui/skeleton.css', './task-skeleton.css'],
})
export class TaskSkeleton {
  protected readonly label = texts.tasks.loading;
  protected readonly widths = ['long', 'short', 'middle', 'long', 'middle', 'short'];
}
