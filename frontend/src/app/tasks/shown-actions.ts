import { DestroyRef, Service, inject, signal } from '@angular/core';

/** Whether all rows show their actions, not only the one with the pointer or the focus. `task-item.css` says the same. */
@Service()
export class ShownActions {
  private readonly media = matchMedia('(hover: none), (max-width: 40rem)');
  private readonly state = signal(this.media.matches);

  readonly always = this.state.asReadonly();

  constructor() {
    const update = () => this.state.set(this.media.matches);
    this.media.addEventListener('change', update);
    inject(DestroyRef).onDestroy(() => this.media.removeEventListener('change', update));
  }
}
