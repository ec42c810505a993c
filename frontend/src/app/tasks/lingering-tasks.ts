import { DestroyRef, Service, effect, inject, signal, untracked } from '@angular/core';
import { TaskFilters } from './task-filters';

const PATIENCE = 6_000;

/** Tasks that the filter would hide by now, kept in sight for long enough to change one's mind. */
@Service({ autoProvided: false })
export class LingeringTasks {
  private readonly filters = inject(TaskFilters);
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly kept = signal<ReadonlySet<string>>(new Set());

  readonly ids = this.kept.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.releaseAll());
    effect(() => {
      // Another filter brings its own list, in which nothing waits to go.
      this.filters.query();
      untracked(() => this.releaseAll());
    });
  }

  keep(id: string, thenHide: () => void): void {
    this.release(id);
    this.kept.update((ids) => new Set(ids).add(id));
    const hide = () => {
      this.release(id);
      thenHide();
    };
    this.timers.set(id, setTimeout(hide, PATIENCE));
  }

  release(id: string): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.kept.update((ids) => new Set([...ids].filter((other) => other !== id)));
  }

  private releaseAll(): void {
    [...this.timers.keys()].forEach((id) => this.release(id));
  }
}
