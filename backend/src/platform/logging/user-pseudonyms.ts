import type { Config } from '../config/config';
import { pseudonymOf } from '../crypto/mac';

/** About 200 bytes each. */
const KEPT_MAXIMUM = 10_000;

/**
 * Pseudonyms for people in the log: constant per person, so that lines can be correlated, and meaningless without the
 * key. User ids would link the log to database rows.
 */
export class UserPseudonyms {
  private readonly kept = new Map<string, string>();

  constructor(private readonly config: Pick<Config, 'passwordPeppers'>) {}

  /** A keyed hash of 22 characters, cached since most requests are by people seen before. */
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
