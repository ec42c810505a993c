const FIRST = 250;
const LONGEST = 30_000;
/** A worker that lived this long was healthy. */
const STEADY = 60_000;

/** Back-off before a worker is restarted: longer each time while workers die early. */
export class RestartPause {
  private next = FIRST;

  /**
   * @param lifetime of the worker that ended, in milliseconds.
   * @returns milliseconds.
   */
  after(lifetime: number): number {
    const pause = lifetime >= STEADY ? FIRST : this.next;
    this.next = Math.min(pause * 2, LONGEST);
    return pause;
  }
}
