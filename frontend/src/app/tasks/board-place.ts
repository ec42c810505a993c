import { Service, inject } from '@angular/core';
import { Session } from '../session/session';

/** A row, and how far below the top of the window it stood, in pixels. */
export interface RowPlace {
  readonly taskId: string;
  readonly top: number;
}

export interface Place {
  readonly userId: string | undefined;
  readonly view: string;
  /** How many tasks to bring back. */
  readonly count: number;
  readonly row: RowPlace;
}

/** The most tasks that are brought back, by a few answers. A row below them is not found again. */
const COUNT_MAXIMUM = 1_000;

/** Where somebody left the board, for the way back to the same view. In memory alone, and nobody else's. */
@Service()
export class BoardPlace {
  private readonly session = inject(Session);
  private place?: Place;

  /** `loaded` is how many tasks were. */
  keep(view: string, loaded: number, row: RowPlace | undefined): void {
    const count = Math.min(loaded, COUNT_MAXIMUM);
    this.place = row && { userId: this.session.user()?.id, view, count, row };
  }

  /** The place in a view, once. */
  take(view: string): Place | undefined {
    const { place } = this;
    this.place = undefined;
    return place?.view === view && place.userId === this.session.user()?.id ? place : undefined;
  }
}
