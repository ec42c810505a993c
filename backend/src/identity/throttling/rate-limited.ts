import type { Logger } from '@nestjs/common';
import { Problem } from '../../platform/errors/problem';
import { type LimitName, LIMITS } from './limits';

/**
 * The state of a limit as header fields (draft-ietf-httpapi-ratelimit-headers-11).
 * @param seconds until the full quota is restored.
 */
export function rateLimitHeaders(
  name: LimitName,
  remaining: number,
  seconds: number,
): Readonly<Record<string, string>> {
  const { quota, window } = LIMITS[name];
  return {
    'RateLimit-Policy': `"${name}";q=${quota};w=${window}`,
    RateLimit: `"${name}";r=${remaining};t=${seconds}`,
  };
}

/** The error for a request over the limit, which may be retried after this many seconds. */
export function rateLimited(name: LimitName, seconds: number): Problem {
  return new Problem('RATE_LIMITED', {
    detail: `Too many requests. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    headers: { ...rateLimitHeaders(name, 0, seconds), 'Retry-After': String(seconds) },
  });
}

/** Whose request was refused: the address for unauthenticated requests, else a pseudonym. */
type Refused = { readonly requestId: string } & ({ readonly ip: string | null } | { readonly user: string });

/**
 * Refuses a request and logs whose it was.
 * @throws Problem RATE_LIMITED
 */
export function refuseAndLog(
  logger: Logger,
  { limit, seconds }: { readonly limit: LimitName; readonly seconds: number },
  refused: Refused,
): never {
  logger.warn({ event: 'rate-limited', limit, ...refused });
  throw rateLimited(limit, seconds);
}

/** The error for a request that cannot be counted. */
export function cannotCount(cause: unknown): Problem {
  return new Problem('UNAVAILABLE', { headers: { 'Retry-After': '2' }, cause });
}

/** Milliseconds rounded up to whole seconds. */
export function secondsOf(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}
