import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds of CPU-heavy work before yielding to other requests. */
const LENGTH = 2;
/** Pause in milliseconds when the event loop is quiet, and when it is busy. */
const PAUSE = { quiet: 1, busy: 8 };
/** Event-loop utilisation during a pause, from 0 to 1, above which it counts as busy. */
const BUSY = 0.1;

/** Number of tasks currently pausing. */
let pausing = 0;

/**
 * Leaves most of the event loop to other requests, however long a task takes. A response needs several event-loop
 * turns, so it may wait for several slices. All sliced tasks share the remaining time: the more there are, the longer
 * they pause.
 */
export class TimeSlice {
  private end = performance.now() + LENGTH;
  private pause = PAUSE.busy;

  /** @param signal aborts the task. */
  constructor(private readonly signal?: AbortSignal) {}

  get isOver(): boolean {
    return this.signal?.aborted === true || performance.now() >= this.end;
  }

  /**
   * Resolves after yielding to other requests.
   * @throws the reason of the signal when it is aborted
   */
  async renew(): Promise<void> {
    this.signal?.throwIfAborted();
    const before = performance.eventLoopUtilization();
    pausing += 1;
    await sleep(this.pause * pausing);
    pausing -= 1;
    const { utilization } = performance.eventLoopUtilization(before);
    this.signal?.throwIfAborted();
    this.pause = utilization > BUSY ? PAUSE.busy : PAUSE.quiet;
    this.end = performance.now() + LENGTH;
  }
}
