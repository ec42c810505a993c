import { DestroyRef, Service, effect, inject, signal, untracked } from '@angular/core';
import { TaskFilters } from './task-filters';

const PATIENCE = 6_000;

/** Tasks that the filter would hide by now, kept in sight for long enough to change one's mind. */
@Service({ autoProvided: false })
export class LingeringTasks {
  private readonly filters = inject(TaskFilters);
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** What to hide once the pointer has left the list: no row moves under it. */
  private readonly overdue = new Map<string, () => void>();
  private isHeld = false;
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
    const hideUnlessHeld = () => (this.isHeld ? this.overdue.set(id, hide) : hide());
    this.timers.set(id, setTimeout(hideUnlessHeld, PATIENCE));
  }

  /** While it is held every task stays where it is. */
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
