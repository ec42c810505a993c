/** A number of something in a window of so many seconds. */
export interface Limit {
  readonly quota: number;
  readonly window: number;
}

/**
 * Every limit of the product (ASVS V6.1.1, V2.1.3). The names are the policies of the `RateLimit` header fields.
 * Failures are wrong passwords, on whatever route one is asked for. Whoever an account does not know is a stranger to
 * it; it knows its sessions, and the browsers that signed in since the password was changed last.
 */
export const LIMITS = {
  /** Requests from one source: sign-ins of strangers, sign-ups, refreshes without a cookie of a session. */
  login: { quota: 60, window: 60 },
  register: { quota: 20, window: 60 },
  refresh: { quota: 120, window: 60 },
  /** Refreshes of one session, by a cookie that this server has signed: nobody else at the source takes of them. */
  session: { quota: 60, window: 60 },
  /** Sign-ins of strangers and sign-ups from one IPv6 network, which can have many sources. */
  network: { quota: 600, window: 60 },
  /** Sign-ins of all known browsers of one account; and of all at one source, but for the `KNOWN_SHARE` of each account. */
  known_account: { quota: 20, window: 60 },
  known_source: { quota: 60, window: 60 },
  /** Passwords, right or wrong, that are asked of people who are signed in to one account. */
  check: { quota: 10, window: 60 },
  /** Free failures of a stranger at one source, a known browser or a session; each further one costs a wait. */
  password: { quota: 5, window: 3_600 },
  /** Failures for one account by all strangers together. */
  account: { quota: 100, window: 3_600 },
  /** Failures for one account by all its known browsers and sessions together. */
  known_failures: { quota: 50, window: 3_600 },
  /**
   * What one person does that is recorded as a security event and that no limit above counts. Revoking a token is not
   * counted: it must always be possible, and each token is revoked once.
   */
  recorded: { quota: 300, window: 3_600 },
  /** New idempotency keys of one person, each with its answer. */
  idempotency_keys: { quota: 10_000, window: 86_400 },
  /** Requests of one person to one server process. */
  user: { quota: 1_200, window: 60 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
export type SourceLimit = 'login' | 'register' | 'refresh';

/** Sign-ins in the window of `known_account` that others at the same source can keep no known browser from. */
export const KNOWN_SHARE = 3;

/** Seconds to wait after the first failure that is not free; every further one doubles it. */
export const FIRST_WAIT = 1;
export const LONGEST_WAIT = 900;

/** A device that nobody signs in on for a year is a stranger again. */
export const DEVICE_COOKIE_LIFETIME = 31_536_000;
/** People who share one browser and are all known on it. */
export const ACCOUNTS_PER_DEVICE = 4;

/** Seconds to wait after so many failures; the last number holds for all further ones. */
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
