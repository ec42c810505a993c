/** A number of something in a window of so many seconds. */
export interface Limit {
  readonly quota: number;
  readonly window: number;
}

/**
 * Every limit of the product (ASVS V6.1.1, V2.1.3). The names are the policies of the `RateLimit` header fields.
 * Failures are wrong passwords on any route. An account knows its sessions, and the browsers that signed in since its
 * last password change; all others are strangers to it.
 */
export const LIMITS = {
  /** Requests from one source: sign-ins of strangers, sign-ups, refreshes without a cookie of a session. */
  login: { quota: 60, window: 60 },
  register: { quota: 20, window: 60 },
  refresh: { quota: 120, window: 60 },
  /** Refreshes of one session, by a cookie signed by this server: others at the source do not count towards it. */
  session: { quota: 60, window: 60 },
  /** Sign-ins of strangers and sign-ups from one IPv6 network, which can contain many sources. */
  network: { quota: 600, window: 60 },
  /** Sign-ins of all known browsers of one account; and of all at one source, but for the `KNOWN_SHARE` of each account. */
  known_account: { quota: 20, window: 60 },
  known_source: { quota: 60, window: 60 },
  /** Password checks, right or wrong, of people already signed in to one account. */
  check: { quota: 10, window: 60 },
  /** Free failures of a stranger at one source, a known browser or a session; each further failure imposes a wait. */
  password: { quota: 5, window: 3_600 },
  /** Failures for one account by all strangers together. */
  account: { quota: 100, window: 3_600 },
  /** Failures for one account by all its known browsers and sessions together. */
  known_failures: { quota: 50, window: 3_600 },
  /**
   * Actions of one person that are recorded as security events and not limited above. Revoking a token is not counted:
   * it must always be possible, and each token is revoked only once.
   */
  recorded: { quota: 300, window: 3_600 },
  /** New idempotency keys of one person, each with a stored response. */
  idempotency_keys: { quota: 10_000, window: 86_400 },
  /** Requests of one person to one server process. */
  user: { quota: 1_200, window: 60 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
export type SourceLimit = 'login' | 'register' | 'refresh';

/** Sign-ins per `known_account` window that others at the same source cannot use up for a known browser. */
export const KNOWN_SHARE = 3;

/** Seconds to wait after the first failure that is not free; each further failure doubles it. */
export const FIRST_WAIT = 1;
export const LONGEST_WAIT = 900;

/** A device without a sign-in for a year becomes a stranger again. */
export const DEVICE_COOKIE_LIFETIME = 31_536_000;
/** Accounts that can know the same browser. */
export const ACCOUNTS_PER_DEVICE = 4;

/** Seconds to wait by number of failures; the last entry applies to all further ones. */
export const FAILURE_WAITS: readonly number[] = [
  ...Array<number>(LIMITS.password.quota).fill(0),
  ...doublings(),
];

function doublings(): number[] {
  const waits: number[] = [];
  for (let wait = FIRST_WAIT; wait < LONGEST_WAIT; wait *= 2) {
    waits.push(wait);
  }
  return [...waits, LONGEST_WAIT];
}
