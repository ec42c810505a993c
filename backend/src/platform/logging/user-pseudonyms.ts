import type { Config } from '../config/config';
import { pseudonymOf } from '../crypto/mac';

/** About 200 bytes each. */
const KEPT_MAXIMUM = 10_000;

/**
 * What the log calls people: always the same for one person, so that lines can be joined, and worth nothing without the
 * key. Ids of users would lead from the log to their rows.
 */
export class UserPseudonyms {
  private readonly kept = new Map<string, string>();

  constructor(private readonly config: Pick<Config, 'passwordPeppers'>) {}

  /** A keyed hash of 22 characters; most requests are by somebody whose hash was made before. */
  of(userId: string): string {
    const kept = this.kept.get(userId);
    if (kept !== undefined) {
      return kept;
    }
    if (this.kept.size >= KEPT_MAXIMUM) {
      this.kept.clear();
    }
    const pseudonym = pseudonymOf(`log:${userId}`, this.config.passwordPeppers[0].key);
    this.kept.set(userId, pseudonym);
    return pseudonym;
  }
}
