import { Injector, type Signal, afterNextRender, effect, inject, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationStart, Router } from '@angular/router';
import { filter } from 'rxjs';
import { BoardPlace } from './board-place';
import type { TaskList } from './task-list';
import { TaskStore } from './task-store';

/**
 * Whoever comes back to a view finds as many tasks as there were, and the same one at the top. Call in an injection
 * context of the board.
 */
export function returnToPlace(list: Signal<TaskList | undefined>): void {
  const store = inject(TaskStore);
  const places = inject(BoardPlace);
  const injector = inject(Injector);

  inject(Router)
    .events.pipe(
      filter((event) => event instanceof NavigationStart),
      takeUntilDestroyed(),
    )
    .subscribe(() => places.keep(store.view(), store.tasks().length, list()?.topRow()));

  const { leftAt } = store;
  if (!leftAt) {
    return;
  }
  const restoring = effect(() => {
    if (!store.hasLoaded() || store.isLoading() || store.isLoadingMore()) {
      return;
    }
    if (store.tasks().length < leftAt.count && store.nextCursor() && !store.moreProblem()) {
      untracked(() => void store.loadMore());
      return;
    }
    restoring.destroy();
    afterNextRender(() => list()?.showRow(leftAt.row), { injector });
  });
}
