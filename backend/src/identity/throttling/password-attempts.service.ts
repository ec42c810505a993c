import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Config } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';
import { toProblem } from '../../platform/http/to-problem';
import { emailKeyOf } from '../users/email';
import type { Requester } from '../passwords/requester';
import { AttemptCountersService, type Reservation } from './attempt-counters.service';
import { LIMITS } from './limits';
import { type PasswordAttempt, requesterOf, WRONG_PASSWORD } from './password-attempt';
import { cannotCount } from './rate-limited';

/** Throttles every password check: guessing is slow, and the owner is never locked out (ASVS V6.1.1, V6.3.1). */
@Injectable()
export class PasswordAttemptsService {
  constructor(
    private readonly config: Config,
    private readonly counters: AttemptCountersService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Runs a check and returns its result. `WRONG_PASSWORD` counts as a failure, and so does an exception, unless the
   * server was unable to make the check.
   * @param check receives the requester for whom to hash the password.
   * @throws Problem RATE_LIMITED without running the check, UNAVAILABLE when counting fails.
   */
  async throttle<T>(
    attempt: PasswordAttempt,
    check: (requester: Requester) => Promise<T | typeof WRONG_PASSWORD>,
  ): Promise<T | typeof WRONG_PASSWORD> {
    const requester = requesterOf(attempt);
    if (!this.config.authThrottle) {
      return check(requester);
    }
    const reservation = await this.reserve(attempt);
    const result = await check(requester).catch(async (error: unknown) => {
      await this.settleError(error, attempt, reservation);
      throw error;
    });
    await (result === WRONG_PASSWORD
      ? this.settleFailure(attempt, reservation)
      : this.counters.forget(reservation));
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

  /** The failure is counted already. Only the start of the waits is audited; later ones would just fill the table. */
  private async settleFailure(
    { email, account, sessionId, client }: PasswordAttempt,
    { failures, budget }: Reservation,
  ): Promise<void> {
    if (failures === LIMITS.password.quota + 1 || budget.count === LIMITS[budget.limit].quota) {
      const subject = account ? { userId: account.id, sessionId } : { unknownIdentifier: emailKeyOf(email) };
      await this.audit.record('sign-in-throttled', client, subject);
    }
  }
}
