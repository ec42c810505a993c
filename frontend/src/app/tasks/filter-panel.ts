import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import type { Priority } from '../api/types';
import { texts } from '../texts/texts';
import { distinctTags, foldTag, hasTag } from './fold-tag';
import { KnownTags } from './known-tags';
import { TaskFilters } from './task-filters';
import { DUES, PRIORITIES, type TaskQuery } from './task-query';

/** Number of tags shown initially. */
const FEW = 30;
const ORDER = new Intl.Collator(undefined, { numeric: true });

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
  protected readonly foldTag = foldTag;
  protected readonly showsAllTags = signal(false);
  /** Tags selected at any time since the panel was opened: a deselected one keeps its place. */
  private readonly onceChosen = linkedSignal<readonly string[], readonly string[]>({
    source: () => this.query().tags,
    computation: (tags, before) => distinctTags([...(before?.value ?? []), ...tags]),
  });
  private readonly allTags = computed(() => distinctTags([...this.known.tags(), ...this.onceChosen()]));
  private readonly fewTags = computed(() =>
    distinctTags([...this.known.tags().slice(0, FEW), ...this.onceChosen()]),
  );
  /** Sorted by name, so that selecting a tag does not move it. */
  protected readonly tags = computed(() =>
    (this.showsAllTags() ? this.allTags() : this.fewTags()).toSorted((one, other) =>
      ORDER.compare(one, other),
    ),
  );
  /** Total number of tags, if not all are shown initially. */
  protected readonly manyTags = computed(() => {
    const { length } = this.allTags();
    return length > this.fewTags().length ? length : undefined;
  });

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
