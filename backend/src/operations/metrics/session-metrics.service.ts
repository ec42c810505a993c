import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';
import {
  REFRESH_OUTCOMES,
  type RefreshOutcome,
  refreshOutcomes,
} from '../../identity/sessions/refresh-outcomes';
import { TOKEN_CHECK_RESULTS, type TokenCheck, tokenChecks } from './timed-auth.guard';

/** In seconds. The goal is 1 ms; a busy database shows in the upper buckets. */
const BUCKETS = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5];

/** Session checks and renewals. */
@Injectable()
export class SessionMetricsService implements OnModuleInit, OnApplicationShutdown {
  private readonly refreshes: Counter<'outcome'>;
  private readonly checks: Histogram<'result'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.refreshes = new Counter({
      name: 'taskward_refreshes_total',
      help: 'Refreshes of sessions by outcome.',
      labelNames: ['outcome'],
      registers,
    });
    this.checks = new Histogram({
      name: 'taskward_token_check_duration_seconds',
      help: 'Time to check an access token and that its session lives, by result.',
      labelNames: ['result'],
      buckets: BUCKETS,
      registers,
    });
    REFRESH_OUTCOMES.forEach((outcome) => this.refreshes.inc({ outcome }, 0));
    TOKEN_CHECK_RESULTS.forEach((result) => this.checks.zero({ result }));
  }

  onModuleInit(): void {
    refreshOutcomes.subscribe(this.countRefresh);
    tokenChecks.subscribe(this.observeCheck);
  }

  onApplicationShutdown(): void {
    refreshOutcomes.unsubscribe(this.countRefresh);
    tokenChecks.unsubscribe(this.observeCheck);
  }

  private readonly countRefresh = (outcome: unknown): void => {
    this.refreshes.inc({ outcome: outcome as RefreshOutcome });
  };

  private readonly observeCheck = (check: unknown): void => {
    const { result, seconds } = check as TokenCheck;
    this.checks.observe({ result }, seconds);
  };
}
