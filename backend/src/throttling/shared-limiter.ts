import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { Problem } from '../errors/problem';
import type { Limit } from './limits';

/** A counter in PostgreSQL: atomic, shared by all instances, surviving a restart. */
export function createSharedLimiter(
  dataSource: DataSource,
  keyPrefix: string,
  { quota, window }: Limit,
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: dataSource,
    storeType: 'typeorm',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points: quota,
    duration: window,
  });
}

/**
 * Counts one more; the caller sees in the result whether it is one too many.
 * @throws Problem UNAVAILABLE when it cannot count: then nobody passes.
 */
export async function countOne(limiter: RateLimiterPostgres, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) {
      return refusal;
    }
    throw cannotCount(refusal);
  }
}

export function cannotCount(cause: unknown): Problem {
  return new Problem('UNAVAILABLE', { headers: { 'Retry-After': '2' }, cause });
}
