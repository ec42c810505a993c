import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Config } from '../config/config';
import { Problem } from '../errors/problem';
import { toProblem } from '../errors/to-problem';
import { emailKeyOf } from '../users/email-key';
import { AttemptCounters, type PasswordAttempt, type Reservation } from './attempt-counters.service';
import { LIMITS } from './limits';
import { cannotCount } from './shared-limiter';

/** The gate before every check of a password: guessing is slow, and no owner is locked out (ASVS V6.1.1, V6.3.1). */
@Injectable()
export class PasswordAttempts {
  constructor(
    private readonly config: Config,
    private readonly counters: AttemptCounters,
    private readonly audit: AuditService,
  ) {}

  /**
   * Runs a check and returns what it returns. A check that returns something falsy has failed, and so has one that
   * throws, unless the server was not able to make it.
   * @throws Problem RATE_LIMITED without running the check, UNAVAILABLE when nobody can count it.
   */
  async run<T>(attempt: PasswordAttempt, check: () => Promise<T>): Promise<T> {
    if (!this.config.authThrottle) {
      return check();
    }
    const reservation = await this.reserve(attempt);
    const result = await check().catch(async (error: unknown) => {
      await this.settleError(error, attempt, reservation);
      throw error;
    });
    await (result ? this.counters.forget(reservation) : this.settleFailure(attempt, reservation));
    return result;
  }

  private async reserve(attempt: PasswordAttempt): Promise<Reservation> {
    try {
      return await this.counters.reserve(attempt);
    } catch (error) {
      throw error instanceof Problem ? error : cannotCount(error);
    }
  }

  private async settleError(
    error: unknown,
    attempt: PasswordAttempt,
    reservation: Reservation,
  ): Promise<void> {
    await (toProblem(error).code === 'UNAVAILABLE'
      ? this.counters.takeBack(reservation)
      : this.settleFailure(attempt, reservation));
  }

  /** It is counted already. One event tells that the waits begin; those that follow would only fill the table. */
  private async settleFailure(
    { email, userId, sessionId, client }: PasswordAttempt,
    { failures, spending }: Reservation,
  ): Promise<void> {
    if (failures === LIMITS.password.quota + 1 || spending?.failures === LIMITS.account.quota) {
      const subject = userId ? { userId, sessionId } : { unknownIdentifier: emailKeyOf(email) };
      await this.audit.record('sign-in-throttled', client, subject);
    }
  }
}
