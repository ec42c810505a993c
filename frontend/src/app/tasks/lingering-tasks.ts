import { DestroyRef, Service, effect, inject, signal, untracked } from '@angular/core';
import { TaskFilters } from './task-filters';

const PATIENCE = 6_000;

/** Keeps tasks visible for a while after they stop matching the filter, so that a change can be undone. */
@Service({ autoProvided: false })
export class LingeringTasks {
  private readonly filters = inject(TaskFilters);
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Removals deferred until the pointer leaves the list, so that no row moves under it. */
  private readonly overdue = new Map<string, () => void>();
  private isHeld = false;
  private readonly kept = signal<ReadonlySet<string>>(new Set());

  readonly ids = this.kept.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.releaseAll());
    effect(() => {
      // Another filter loads its own list, without lingering tasks.
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
    const hideUnlessHeld = () => (this.isHeld ? this.overdue.set(id, hide) : hide());
    this.timers.set(id, setTimeout(hideUnlessHeld, PATIENCE));
  }

  /** While held, no task is removed. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    if (!isHeld) {
      [...this.overdue.values()].forEach((hide) => hide());
    }
  }

  release(id: string): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.overdue.delete(id);
    this.kept.update((ids) => new Set([...ids].filter((other) => other !== id)));
  }

  private releaseAll(): void {
    [...this.timers.keys()].forEach((id) => this.release(id));
  }
}
