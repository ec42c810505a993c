import { Injectable } from '@nestjs/common';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { LIMITS } from './limits';
import { countOne, createSharedLimiter } from './shared-limiter';

/** One failure of the budget, should the attempt be one. */
export interface Spending {
  readonly account: string;
  /** Counted since the window began, this one included. */
  readonly failures: number;
  /** Milliseconds since 1970. */
  readonly windowEnd: number;
}

/** How often a password may be wrong for an account, whoever tries from wherever (NIST SP 800-63B-4 section 3.2.2). */
@Injectable()
export class AccountBudget {
  private readonly limiter: RateLimiterPostgres;

  constructor(dataSource: DataSource) {
    this.limiter = createSharedLimiter(dataSource, 'account', LIMITS.account);
  }

  async spend(account: string): Promise<Spending> {
    const { consumedPoints, msBeforeNext } = await countOne(this.limiter, account);
    return { account, failures: consumedPoints, windowEnd: Date.now() + msBeforeNext };
  }

  /** The attempt was no failure. What was spent in a window that is over is not given to the next one. */
  async giveBack({ account, windowEnd }: Spending): Promise<void> {
    if (Date.now() < windowEnd) {
      await this.limiter.reward(account);
    }
  }
}
