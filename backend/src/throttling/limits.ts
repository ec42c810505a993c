/** A number of something in a window of so many seconds. */
export interface Limit {
  readonly quota: number;
  readonly window: number;
}

/**
 * Every limit of the product (ASVS V6.1.1, V2.1.3). The names are the policies of the `RateLimit` header fields.
 * Failures are wrong passwords, on whatever route one is asked for.
 */
export const LIMITS = {
  /** Requests from one source; sign-ins of a known device are counted for the device. */
  login: { quota: 60, window: 60 },
  register: { quota: 20, window: 60 },
  refresh: { quota: 120, window: 60 },
  /** Free failures for one account from one source, or from one known device; each further one costs a wait. */
  password: { quota: 5, window: 3_600 },
  /** Failures for one account from all sources together, known devices not counted. */
  account: { quota: 100, window: 3_600 },
  /** Requests of one person to one server process. */
  user: { quota: 1_200, window: 60 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
export type SourceLimit = 'login' | 'register' | 'refresh';

/** Seconds to wait after the first failure that is not free; every further one doubles it. */
export const FIRST_WAIT = 1;
export const LONGEST_WAIT = 900;

/** A device that nobody signs in on for a year is a stranger again. */
export const DEVICE_COOKIE_LIFETIME = 31_536_000;
/** People who share one browser and are all known on it. */
export const ACCOUNTS_PER_DEVICE = 4;
