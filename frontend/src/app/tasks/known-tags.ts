import { httpResource } from '@angular/common/http';
import { Service, computed, inject, linkedSignal, signal } from '@angular/core';
import type { TaskTags } from '../api/types';
import { TAGS_URL } from '../api/urls';
import { distinctTags } from './fold-tag';
import { TaskStore } from './task-store';

/** The tags that a person has, the most used first: those the server lists, once they are asked for, and those of the tasks on the board. */
@Service({ autoProvided: false })
export class KnownTags {
  private readonly store = inject(TaskStore);
  private readonly isWanted = signal(false);
  private readonly answer = httpResource<TaskTags>(() => (this.isWanted() ? TAGS_URL : undefined));
  /** Keeps the previous tags while reloading, or if that fails. */
  private readonly listed = linkedSignal<TaskTags | undefined, readonly string[]>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (tags, last) => (tags ? byUse(tags) : (last?.value ?? [])),
  });

  readonly tags = computed(() => distinctTags([...this.listed(), ...this.store.tags()]));

  /** Reloads from the server, since tasks may have changed. */
  refresh(): void {
    if (this.isWanted()) {
      this.answer.reload();
    }
    this.isWanted.set(true);
  }
}

function byUse({ items }: TaskTags): string[] {
  return items.toSorted((one, other) => other.tasks - one.tasks).map(({ name }) => name);
}
