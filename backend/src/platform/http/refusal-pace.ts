/** What nobody notices who is refused now and then. */
const FREE = 20;
/** Milliseconds between two refusals after that. */
const INTERVAL = 50;
/** Milliseconds that one waits at most: it holds a connection. */
const WAIT_MAXIMUM = 1_000;
const KEYS_MAXIMUM = 10_000;

/**
 * How long refusals wait, so that a client which ignores them costs no more than one that does not: the generic cell
 * rate algorithm.
 */
export class RefusalPace {
  /** When the next refusal of a key would be due if there were no free ones; the key refused last comes last. */
  private readonly due = new Map<string, number>();

  /** Milliseconds that a refusal waits. @param key whom it is for. */
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
