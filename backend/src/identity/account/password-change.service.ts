import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import type { PasswordProven } from '../auth/auth.service';
import type { CurrentSession } from '../current-user.decorator';
import { PasswordCheckService } from '../auth/password-check.service';
import type { Reauthenticated } from '../auth/reauthentication.service';
import { PasswordHasherService } from '../passwords/password-hasher.service';
import { PasswordPolicyService } from '../passwords/password-policy.service';
import type { Client } from '../../platform/http/client';
import { SessionRevocationService } from '../sessions/session-revocation.service';
import { SessionsService } from '../sessions/sessions.service';
import { requesterOf } from '../throttling/password-attempt';
import { UsersService } from '../users/users.service';
import { validationProblem } from '../../platform/validation/validation.pipe';
import type { ChangePasswordDto } from './dto/change-password.dto';

@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passwordCheck: PasswordCheckService,
    private readonly passwords: PasswordHasherService,
    private readonly policy: PasswordPolicyService,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly revocation: SessionRevocationService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Replaces the password and ends every other session in one transaction (ASVS V6.2.2, V7.4.3); the account knows no
   * browser any more that it knew before. A sign-in with the old password that runs meanwhile waits for the account's row, and then finds another hash.
   * @throws Problem INVALID_CREDENTIALS, also when another change was faster; VALIDATION_FAILED for a weak password
   */
  async change(
    userId: string,
    { currentPassword, newPassword }: ChangePasswordDto,
    session: CurrentSession,
    client: Client,
  ): Promise<PasswordProven<Reauthenticated>> {
    requireDifferent(currentPassword, newPassword);
    const user = await this.passwordCheck.verifyOrFail(
      userId,
      currentPassword,
      'password-change-failed',
      session,
      client,
    );
    const requester = requesterOf({ email: user.email, account: user, sessionId: session.id, client });
    await this.policy.require('/newPassword', newPassword, user, requester);
    const passwordHash = await this.passwords.hash(newPassword, requester);
    return this.dataSource.transaction(async (manager) => {
      const securityVersion = await this.users.replacePassword(manager, user, passwordHash);
      if (user.passwordExpiresAt) {
        await this.sessions.lengthen(manager, userId, session);
      }
      const grant = await this.sessions.confirm(manager, userId, session);
      await this.revocation.endOthers(manager, userId, session, 'password-changed');
      await this.audit.record('password-changed', client, { userId, sessionId: session.id }, manager);
      return { user: { ...user, passwordExpiresAt: null, securityVersion }, grant };
    });
  }
}

/** The same characters in another spelling are the same password. */
function requireDifferent(currentPassword: string, newPassword: string): void {
  if (currentPassword.normalize('NFC') === newPassword.normalize('NFC')) {
    throw validationProblem([
      { pointer: '/newPassword', code: 'INVALID', message: 'This field must not be the current password.' },
    ]);
  }
}
