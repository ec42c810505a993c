import { DestroyRef, Injector, type Signal, afterNextRender, effect, inject, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationStart, Router } from '@angular/router';
import { filter } from 'rxjs';
import { BoardPlace } from './board-place';
import type { TaskList } from './task-list';
import { TaskStore } from './task-store';

/** User actions that cancel restoring the scroll position. */
const MOVES = ['wheel', 'pointerdown', 'keydown'] as const;

/**
 * Restores the number of loaded tasks and the scroll position when a person returns to a view. Call in the board's
 * injection context.
 */
export function returnToPlace(list: Signal<TaskList | undefined>): void {
  const store = inject(TaskStore);
  const places = inject(BoardPlace);

  inject(Router)
    .events.pipe(
      filter((event) => event instanceof NavigationStart),
      takeUntilDestroyed(),
    )
    .subscribe(() => places.keep(store.view(), store.tasks().length, list()?.topRow()));
  restore(list, store);
}

/** Continues while the view is unchanged, its pages can be loaded, and the person has not scrolled or acted. */
function restore(list: Signal<TaskList | undefined>, store: TaskStore): void {
  const { leftAt } = store;
  if (!leftAt) {
    return;
  }
  const injector = inject(Injector);
  const listening = new AbortController();
  const end = () => {
    listening.abort();
    restoring.destroy();
    store.forgetPlace();
  };
  const restoring = effect(() => {
    if (store.view() !== leftAt.view || store.problem()) {
      end();
    } else if (store.hasLoaded() && !store.isLoading() && !store.isLoadingMore()) {
      untracked(loadOrShow);
    }
  });
  const loadOrShow = () => {
    if (store.tasks().length < leftAt.count && store.nextCursor() && !store.moreProblem()) {
      void store.loadMore();
      return;
    }
    end();
    afterNextRender(() => list()?.showRow(leftAt.row), { injector });
  };
  for (const move of MOVES) {
    addEventListener(move, end, { capture: true, passive: true, signal: listening.signal });
  }
  inject(DestroyRef).onDestroy(end);
}
