import type { Logger } from '@nestjs/common';
import { Problem } from '../../platform/errors/problem';
import { type LimitName, LIMITS } from './limits';

/**
 * The state of a limit as header fields (draft-ietf-httpapi-ratelimit-headers-11).
 * @param seconds until the quota is whole again.
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

/** The refusal of a request that is one too many: the same request passes after so many seconds. */
export function rateLimited(name: LimitName, seconds: number): Problem {
  return new Problem('RATE_LIMITED', {
    detail: `Too many requests. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    headers: { ...rateLimitHeaders(name, 0, seconds), 'Retry-After': String(seconds) },
  });
}

/** Whose request was refused: by address where nobody is signed in, else by pseudonym. */
type Refused = { readonly requestId: string } & ({ readonly ip: string | null } | { readonly user: string });

/**
 * Refuses, and writes the line of the log that tells whom.
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

/** The refusal of a request that nobody can count. */
export function cannotCount(cause: unknown): Problem {
  return new Problem('UNAVAILABLE', { headers: { 'Retry-After': '2' }, cause });
}

/** Whole seconds after which so many milliseconds are over for sure. */
export function secondsOf(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}
