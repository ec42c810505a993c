import { Component, computed, inject, input } from '@angular/core';
import type { Priority } from '../api/types';
import { texts } from '../texts';
import { TaskFilters } from './task-filters';
import { DUES, PRIORITIES, type TaskQuery } from './task-query';

@Component({
  selector: 'app-filter-panel',
  templateUrl: './filter-panel.html',
  styleUrl: './filter-panel.css',
})
export class FilterPanel {
  protected readonly filters = inject(TaskFilters);

  /** Tags of the tasks loaded so far; those filtered by are offered in any case. */
  readonly knownTags = input.required<readonly string[]>();

  protected readonly texts = texts.filters;
  protected readonly priorityNames = texts.tasks.priorities;
  protected readonly priorities = PRIORITIES;
  protected readonly dues = DUES;
  protected readonly query = this.filters.query;
  protected readonly tags = computed(() => [...new Set([...this.query().tags, ...this.knownTags()])]);

  protected togglePriority(priority: Priority): void {
    this.filters.change({ priorities: toggled(this.query().priorities, priority) });
  }

  protected toggleTag(tag: string): void {
    this.filters.change({ tags: toggled(this.query().tags, tag) });
  }

  protected chooseDue(due: TaskQuery['due']): void {
    this.filters.change({ due });
  }
}

function toggled<T>(all: readonly T[], one: T): T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
