import { DestroyRef, Service, inject, signal } from '@angular/core';

const PATIENCE = 6_000;

/** Tasks that the filter would hide by now, kept in sight for long enough to change one's mind. */
@Service({ autoProvided: false })
export class LingeringTasks {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly kept = signal<ReadonlySet<string>>(new Set());

  readonly ids = this.kept.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.timers.forEach((timer) => clearTimeout(timer)));
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
}
