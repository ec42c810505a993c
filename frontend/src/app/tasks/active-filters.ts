import { Component, computed, inject } from '@angular/core';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { TaskFilters } from './task-filters';
import type { TaskQuery } from './task-query';

interface ActiveFilter {
  readonly label: string;
  readonly without: Partial<TaskQuery>;
}

/** The active filters, each with a button to remove it. */
@Component({
  selector: 'app-active-filters',
  imports: [Icon],
  template: `
    @for (filter of active(); track filter.label) {
      <button
        type="button"
        class="chip"
        [attr.aria-label]="texts.remove(filter.label)"
        (click)="remove(filter)"
      >
        <span dir="auto">{{ filter.label }}</span>
        <app-icon name="close" />
      </button>
    }
    <button type="button" class="clear" (click)="filters.clear()">{{ clearText }}</button>
  `,
  styleUrl: './active-filters.css',
})
export class ActiveFilters {
  protected readonly filters = inject(TaskFilters);
  protected readonly texts = texts.filters;
  protected readonly clearText = texts.tasks.clearFilters;
  protected readonly active = computed(() => describeFilters(this.filters.query()));

  protected remove({ without }: ActiveFilter): void {
    this.filters.change(without);
  }
}

function describeFilters(query: TaskQuery): ActiveFilter[] {
  const { search, priorities, tags, due } = query;
  return [
    ...(search ? [{ label: `“${search}”`, without: { search: '' } }] : []),
    ...priorities.map((priority) => ({
      label: texts.tasks.priority(texts.tasks.priorities[priority]),
      without: { priorities: priorities.filter((other) => other !== priority) },
    })),
    ...(due === 'any' ? [] : [{ label: describeDueFilter(query), without: { due: 'any' as const } }]),
    ...tags.map((tag) => ({ label: `#${tag}`, without: { tags: tags.filter((other) => other !== tag) } })),
  ];
}

function describeDueFilter({ due, dueFrom, dueTo }: TaskQuery): string {
  const text = due === 'range' ? texts.filters.range(dueFrom, dueTo) : texts.filters.dues[due];
  return `${texts.tasks.due}: ${text}`;
}
