import { Component, computed, inject } from '@angular/core';
import { texts } from '../texts/texts';
import { TaskFilters } from './task-filters';
import { isFiltered } from './task-query';

/** The message of an empty board: nothing to do, or nothing that matches. */
@Component({
  selector: 'app-empty-board',
  template: `
    <svg viewBox="0 0 96 72" aria-hidden="true" focusable="false">
      <rect class="sheet" x="14" y="8" width="68" height="56" rx="10" />
      <circle class="ring" cx="30" cy="26" r="5" />
      <path class="line" d="M42 26h28" />
      <circle class="ring" cx="30" cy="46" r="5" />
      <path class="line" d="M42 46h18" />
      @if (!filtered()) {
        <path class="tick" d="m27 26 2.4 2.4 4-4.6M27 46l2.4 2.4 4-4.6" />
      }
    </svg>
    @if (filtered()) {
      <h2>{{ texts.noResultsTitle }}</h2>
      <p>{{ texts.noResultsDetail }}</p>
      <button type="button" class="button" (click)="filters.clear()">{{ texts.clearFilters }}</button>
    } @else {
      <h2>{{ message().title }}</h2>
      <p>{{ message().detail }}</p>
    }
  `,
  styleUrl: './empty-board.css',
})
export class EmptyBoard {
  protected readonly filters = inject(TaskFilters);
  protected readonly texts = texts.tasks;
  protected readonly filtered = computed(() => isFiltered(this.filters.query()));
  protected readonly message = computed(() => texts.tasks.empty[this.filters.query().status]);
}
