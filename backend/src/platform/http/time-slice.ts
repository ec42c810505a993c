import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds of work on something large after which others have their turn. */
const LENGTH = 2;
/** Milliseconds that others have while there are none, and while there are some. */
const PAUSE = { quiet: 1, busy: 8 };
/** The share of a pause, from 0 to 1, from which on others are at work in it. */
const BUSY = 0.1;

/** How many pause at the moment. */
let pausing = 0;

/**
 * Lets others have most of the processor, however long a part of the work takes: an answer takes the event loop several
 * times, so it waits for several slices. All that is done in slices shares what is left: the more there is of it, the
 * longer are the pauses.
 */
export class TimeSlice {
  private end = performance.now() + LENGTH;
  private pause = PAUSE.busy;

  get isOver(): boolean {
    return performance.now() >= this.end;
  }

  /** Resolves when the others have had their turn. */
  async renew(): Promise<void> {
    const before = performance.eventLoopUtilization();
    pausing += 1;
    await sleep(this.pause * pausing);
    pausing -= 1;
    const { utilization } = performance.eventLoopUtilization(before);
    this.pause = utilization > BUSY ? PAUSE.busy : PAUSE.quiet;
    this.end = performance.now() + LENGTH;
  }
}
