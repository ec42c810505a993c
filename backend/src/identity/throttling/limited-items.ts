import { Problem } from '../../platform/errors/problem';
import { OpenItems } from './open-items';

/** Limits on what one person has open concurrently: the policy names in `RateLimit`. */
export const CONCURRENCY_POLICIES = [
  'streams',
  'exports',
  'uploads',
  'upload_space',
  'idempotency_space',
  'unread_space',
  'requests',
] as const;

export interface ConcurrencyLimit {
  readonly policy: (typeof CONCURRENCY_POLICIES)[number];
  readonly maximum: number;
  /** Seconds after which an unused item has certainly been released. */
  readonly retryAfter: number;
  /** The unit counted, requests by default: a unit of draft-ietf-httpapi-ratelimit-headers-11. */
  readonly unit?: 'concurrent-requests' | 'content-bytes';
  /** Shown to the person whose request is refused. */
  readonly detail: string;
}

/** Items of one kind that people have open in this server process, with a maximum per person. */
export class LimitedItems<Item> extends OpenItems<Item> {
  constructor(private readonly limit: ConcurrencyLimit) {
    super();
  }

  /** @throws Problem RATE_LIMITED */
  requireRoom(personId: string): void {
    if (this.of(personId).length >= this.limit.maximum) {
      throw tooManyOpen(this.limit);
    }
  }
}

/** The error when one more is refused; room returns when another one ends. */
export function tooManyOpen(
  { policy, maximum, unit = 'concurrent-requests', retryAfter, detail }: ConcurrencyLimit,
  cause?: unknown,
): Problem {
  return new Problem('RATE_LIMITED', {
    detail,
    headers: {
      'RateLimit-Policy': `"${policy}";q=${maximum};qu="${unit}"`,
      RateLimit: `"${policy}";r=0`,
      'Retry-After': String(retryAfter),
    },
    cause,
  });
}
