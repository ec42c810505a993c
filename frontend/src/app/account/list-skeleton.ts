import { Component, input } from '@angular/core';

/** Placeholder for the entries of a list. Delayed, so that quick responses never show it. */
@Component({
  selector: 'app-list-skeleton',
  template: `
    <p class="visually-hidden" role="status">{{ label() }}</p>
    @for (width of widths; track $index) {
      <div class="row" aria-hidden="true">
        <span [class]="width"></span>
        <span class="facts"></span>
      </div>
    }
  `,
  styleUrls: ['../ui/skeleton.css', './list-skeleton.css'],
})
export class ListSkeleton {
  readonly label = input.required<string>();

  protected readonly widths = ['long', 'short', 'middle'];
}
