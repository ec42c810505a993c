/** How long the test itself took so far: what a time in an answer may be off by. */
export class Stopwatch {
  private readonly start = performance.now();

  /** Whole seconds, rounded up. */
  get seconds(): number {
    return Math.ceil((performance.now() - this.start) / 1_000);
  }
}
