import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work on a file after which it is the turn of other requests. */
const LENGTH = 10;

/** Lets others have the processor in between, however long a part of the work takes. */
export class TimeSlice {
  private end = performance.now() + LENGTH;

  get isOver(): boolean {
    return performance.now() >= this.end;
  }

  /** Resolves when the others have had their turn. */
  async renew(): Promise<void> {
    await nextTurn();
    this.end = performance.now() + LENGTH;
  }
}
