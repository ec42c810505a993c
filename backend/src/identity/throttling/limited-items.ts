import { Problem } from '../../platform/errors/problem';
import { OpenItems } from './open-items';

/** What is limited by how much of it one person has open at a time: the names of the policies in `RateLimit`. */
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
  /** Seconds after which one that nobody uses any more is found for sure. */
  readonly retryAfter: number;
  /** What is counted, requests if nothing else: a unit of draft-ietf-httpapi-ratelimit-headers-11. */
  readonly unit?: 'concurrent-requests' | 'content-bytes';
  /** For the person who wants one more. */
  readonly detail: string;
}

/** What people have open of a kind at this server process, where nobody can have more than so many. */
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

/** The refusal of one more; what it takes comes back when one of them ends. */
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
