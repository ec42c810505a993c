import { Service, inject } from '@angular/core';
import { Session } from '../session/session';

/** A row, and its distance from the top of the window in pixels. */
export interface RowPlace {
  readonly taskId: string;
  readonly top: number;
}

export interface Place {
  readonly userId: string | undefined;
  readonly view: string;
  /** Number of tasks to load again. */
  readonly count: number;
  readonly row: RowPlace;
}

/** Maximum number of tasks to load again, to limit requests. A row beyond it is not restored. */
const COUNT_MAXIMUM = 1_000;

/** Remembers the scroll position when leaving the board, to restore it on return. In memory, per person. */
@Service()
export class BoardPlace {
  private readonly session = inject(Session);
  private place?: Place;

  /** @param loaded number of tasks that were loaded. */
  keep(view: string, loaded: number, row: RowPlace | undefined): void {
    const count = Math.min(loaded, COUNT_MAXIMUM);
    this.place = row && { userId: this.session.user()?.id, view, count, row };
  }

  /** Returns the position for a view, once. */
  take(view: string): Place | undefined {
    const { place } = this;
    this.place = undefined;
    return place?.view === view && place.userId === this.session.user()?.id ? place : undefined;
  }
}
