/** Refusals without a delay: an occasional one goes unnoticed. */
const FREE = 20;
/** Milliseconds between subsequent refusals. */
const INTERVAL = 50;
/** Maximum delay in milliseconds: a delayed response holds its connection. */
const WAIT_MAXIMUM = 1_000;
const KEYS_MAXIMUM = 10_000;

/**
 * How long to delay refusals, so that a client which ignores them costs no more than one that heeds them: the generic
 * cell rate algorithm.
 */
export class RefusalPace {
  /** The theoretical time of each key's next refusal, not counting free ones; most recently refused last. */
  private readonly due = new Map<string, number>();

  /** The delay of a refusal in milliseconds. @param key whom it is for. */
  next(key: string, now = performance.now()): number {
    const due = Math.max(this.due.get(key) ?? 0, now);
    const wait = Math.max(0, due - FREE * INTERVAL - now);
    this.due.delete(key);
    this.due.set(key, wait < WAIT_MAXIMUM ? due + INTERVAL : due);
    this.forgetSome();
    return Math.min(wait, WAIT_MAXIMUM);
  }

  private forgetSome(): void {
    const [first] = this.due.keys();
    if (first !== undefined && this.due.size > KEYS_MAXIMUM) {
      this.due.delete(first);
    }
  }
}
