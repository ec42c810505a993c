import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { FilterPanel } from './filter-panel';
import { SearchBox } from './search-box';
import { TaskFilters } from './task-filters';
import { SORTS, STATUSES, countFilters } from './task-query';

/** Search, status and order; opens the other filters. */
@Component({
  selector: 'app-filter-bar',
  imports: [FilterPanel, Icon, SearchBox],
  templateUrl: './filter-bar.html',
  styleUrl: './filter-bar.css',
})
export class FilterBar {
  private readonly searchBox = viewChild.required(SearchBox);
  protected readonly filters = inject(TaskFilters);

  protected readonly texts = texts.filters;
  protected readonly statuses = STATUSES;
  protected readonly sorts = SORTS;
  protected readonly isOpen = signal(false);
  protected readonly count = computed(() => countFilters(this.filters.query()));

  focusSearch(): void {
    this.searchBox().focus();
  }

  protected chooseStatus(value: string): void {
    const status = STATUSES.find((one) => one === value);
    if (status) {
      this.filters.change({ status });
    }
  }

  protected chooseSort(value: string): void {
    const sort = SORTS.find((one) => one === value);
    if (sort) {
      this.filters.change({ sort });
    }
  }
}
