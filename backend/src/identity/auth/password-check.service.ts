import { Injectable } from '@nestjs/common';
import type { AuditEventName } from '../audit/audit-event.entity';
import { AuditService } from '../audit/audit.service';
import { Problem } from '../../platform/errors/problem';
import { PasswordHasherService } from '../passwords/password-hasher.service';
import type { Client } from '../../platform/http/client';
import { WRONG_PASSWORD } from '../throttling/password-attempt';
import { PasswordAttemptsService } from '../throttling/password-attempts.service';
import type { User } from '../users/user.entity';
import { UsersService } from '../users/users.service';
import type { CurrentSession } from '../current-user.decorator';

/** The one place where a signed-in person's password is checked again (ASVS V6.2.3, V7.5.1). */
@Injectable()
export class PasswordCheckService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordHasherService,
    private readonly attempts: PasswordAttemptsService,
    private readonly audit: AuditService,
  ) {}

  /**
   * @returns the account with the hash that was verified: a change that depends on it must require the same hash.
   * @throws Problem INVALID_CREDENTIALS, and records the failure; RATE_LIMITED after too many failures, or too many
   * checks altogether.
   */
  async verifyOrFail(
    userId: string,
    password: string,
    failure: AuditEventName,
    { id: sessionId }: CurrentSession,
    client: Client,
  ): Promise<User> {
    const user = await this.users.findOrFail(userId);
    const attempt = { email: user.email, account: user, client, sessionId };
    const verified = await this.attempts.throttle(attempt, async (requester) =>
      (await this.passwords.verify(password, user.passwordHash, requester)) ? user : WRONG_PASSWORD,
    );
    if (verified === WRONG_PASSWORD) {
      await this.audit.record(failure, client, { userId, sessionId });
      throw new Problem('INVALID_CREDENTIALS', { detail: 'The password is wrong.' });
    }
    return verified;
  }
}
