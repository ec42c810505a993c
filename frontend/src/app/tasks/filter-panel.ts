import { Component, computed, inject } from '@angular/core';
import type { Priority } from '../api/types';
import { texts } from '../texts/texts';
import { distinctTags, foldTag, hasTag } from './fold-tag';
import { KnownTags } from './known-tags';
import { TaskFilters } from './task-filters';
import { DUES, PRIORITIES, type TaskQuery } from './task-query';

@Component({
  selector: 'app-filter-panel',
  templateUrl: './filter-panel.html',
  styleUrl: './filter-panel.css',
})
export class FilterPanel {
  private readonly known = inject(KnownTags);
  protected readonly filters = inject(TaskFilters);

  protected readonly texts = texts.filters;
  protected readonly priorityNames = texts.tasks.priorities;
  protected readonly priorities = PRIORITIES;
  protected readonly dues = DUES;
  protected readonly query = this.filters.query;
  /** Those filtered by are offered in any case. */
  protected readonly tags = computed(() => distinctTags([...this.query().tags, ...this.known.tags()]));

  constructor() {
    this.known.refresh();
  }

  protected togglePriority(priority: Priority): void {
    this.filters.change({ priorities: toggled(this.query().priorities, priority) });
  }

  protected toggleTag(tag: string): void {
    const { tags } = this.query();
    const others = tags.filter((other) => foldTag(other) !== foldTag(tag));
    this.filters.change({ tags: others.length < tags.length ? others : [...tags, tag] });
  }

  protected isChosen(tag: string): boolean {
    return hasTag(this.query().tags, tag);
  }

  protected chooseDue(due: TaskQuery['due']): void {
    this.filters.change({ due });
  }
}

function toggled<T>(all: readonly T[], one: T): T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
