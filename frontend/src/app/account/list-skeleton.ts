import { Component, input } from '@angular/core';

/** Stands where the entries of a list will be. A quick answer never lets it show. */
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
