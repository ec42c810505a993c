const FIRST = 250;
const LONGEST = 30_000;
/** Who has lived so long was all right. */
const STEADY = 60_000;

/** How long to wait before a worker is started again: longer each time, while none of them lives long. */
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
