import { Injectable } from '@nestjs/common';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { LIMITS, type SourceLimit } from './limits';
import { createSharedLimiter } from './shared-limiter';

/** One counter for each route that is limited by source. */
@Injectable()
export class SourceLimiters {
  private readonly limiters: Readonly<Record<SourceLimit, RateLimiterPostgres>>;

  constructor(dataSource: DataSource) {
    const create = (name: SourceLimit) => createSharedLimiter(dataSource, `source:${name}`, LIMITS[name]);
    this.limiters = { login: create('login'), register: create('register'), refresh: create('refresh') };
  }

  get(name: SourceLimit): RateLimiterPostgres {
    return this.limiters[name];
  }
}
