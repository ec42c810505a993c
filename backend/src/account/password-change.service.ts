import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import type { CurrentSession } from '../auth/current-user.decorator';
import { PasswordCheck } from '../auth/password-check.service';
import type { Reauthenticated } from '../auth/reauthentication.service';
import { PasswordHasher } from '../passwords/password-hasher.service';
import { PasswordPolicy } from '../passwords/password-policy.service';
import type { Client } from '../sessions/client';
import { SessionRevocationService } from '../sessions/session-revocation.service';
import { SessionsService } from '../sessions/sessions.service';
import { UsersService } from '../users/users.service';
import { validationProblem } from '../validation/validation.pipe';
import type { ChangePasswordDto } from './dto/change-password.dto';

@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passwordCheck: PasswordCheck,
    private readonly passwords: PasswordHasher,
    private readonly policy: PasswordPolicy,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly revocation: SessionRevocationService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Replaces the password and ends every other session in one transaction (ASVS V6.2.2, V7.4.3). A sign-in with the
   * old password that runs meanwhile waits for the account's row, and then finds another hash.
   * @throws Problem INVALID_CREDENTIALS, also when another change was faster; VALIDATION_FAILED for a weak password
   */
  async change(
    userId: string,
    { currentPassword, newPassword }: ChangePasswordDto,
    session: CurrentSession,
    client: Client,
  ): Promise<Reauthenticated> {
    requireDifferent(currentPassword, newPassword);
    const user = await this.passwordCheck.verifyOrFail(
      userId,
      currentPassword,
      'password-change-failed',
      session,
      client,
    );
    await this.policy.require('/newPassword', newPassword, user);
    const passwordHash = await this.passwords.hash(newPassword);
    return this.dataSource.transaction(async (manager) => {
      await this.users.replacePassword(manager, user, passwordHash);
      const grant = await this.sessions.confirm(manager, userId, session);
      await this.revocation.endOthers(manager, userId, session, 'password-changed');
      await this.audit.record('password-changed', client, { userId, sessionId: session.id }, manager);
      return { user, grant };
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
