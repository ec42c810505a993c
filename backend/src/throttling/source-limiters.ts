import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';

export const WINDOW_SECONDS = 60;

/** Requests a minute from one source (documented numbers, ASVS V6.1.1). */
export const SOURCE_LIMITS = { login: 60, register: 20, refresh: 120 } as const;

export type SourceLimit = keyof typeof SOURCE_LIMITS;

/** One counter for each limit, kept in PostgreSQL: atomic, shared by all instances, surviving a restart. */
@Injectable()
export class SourceLimiters {
  private readonly limiters: ReadonlyMap<string, RateLimiterPostgres>;

  constructor(dataSource: DataSource) {
    this.limiters = new Map(
      Object.entries(SOURCE_LIMITS).map(([name, points]) => [name, createLimiter(dataSource, name, points)]),
    );
  }

  get(name: SourceLimit): RateLimiterPostgres {
    const limiter = this.limiters.get(name);
    if (!limiter) {
      throw new Error(`No such limit: ${name}`);
    }
    return limiter;
  }
}

function createLimiter(dataSource: DataSource, name: string, points: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: dataSource,
    storeType: 'typeorm',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: `source:${name}`,
    points,
    duration: WINDOW_SECONDS,
  });
}
