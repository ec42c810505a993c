import { performance } from 'node:perf_hooks';
import { type Charge, keyOf } from './count-in-turn';
import type { LimitName } from './limits';
import { secondsOf } from './rate-limited';

/** Milliseconds before the counter is read again: all servers share it, and it can have been deleted. */
const REMEMBERED = 1_000;
const MAXIMUM = 10_000;

/** Caches exhausted limits, so that refusing many requests in a row does not need a statement each. */
export class UsedUpLimits {
  private readonly ends = new Map<string, { readonly forgottenAt: number; readonly end: number }>();

  /** The first exhausted limit, and the seconds until it has room again. */
  find(
    charges: readonly Charge[],
    now = performance.now(),
  ): { limit: LimitName; seconds: number } | undefined {
    for (const charge of charges) {
      const known = this.ends.get(keyOf(charge));
      if (known && now < Math.min(known.forgottenAt, known.end)) {
        return { limit: charge.limit, seconds: secondsOf(known.end - now) };
      }
    }
    return undefined;
  }

  remember(charge: Charge, seconds: number, now = performance.now()): void {
    const key = keyOf(charge);
    this.ends.delete(key);
    if (this.ends.size === MAXIMUM) {
      this.ends.delete(this.ends.keys().next().value!);
    }
    this.ends.set(key, { forgottenAt: now + REMEMBERED, end: now + seconds * 1_000 });
  }
}
