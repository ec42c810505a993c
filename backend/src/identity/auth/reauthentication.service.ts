import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import type { Client } from '../../platform/http/client';
import type { AccessGrant } from '../sessions/session-grant';
import { SessionsService } from '../sessions/sessions.service';
import type { Account } from '../account';
import { UsersService } from '../users/users.service';
import type { CurrentSession } from '../current-user.decorator';
import { PasswordCheckService } from './password-check.service';

/** A person whose session continues after the password was checked again. */
export interface Reauthenticated {
  readonly user: Account;
  readonly grant: AccessGrant;
}

@Injectable()
export class ReauthenticationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passwordCheck: PasswordCheckService,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Allows the session to perform sensitive actions again (step-up).
   * @throws Problem INVALID_CREDENTIALS
   */
  async reauthenticate(
    userId: string,
    password: string,
    session: CurrentSession,
    client: Client,
  ): Promise<Reauthenticated> {
    const user = await this.passwordCheck.verifyOrFail(
      userId,
      password,
      'reauthentication-failed',
      session,
      client,
    );
    return this.dataSource.transaction(async (manager) => {
      await this.users.holdOrFail(manager, user);
      const grant = await this.sessions.confirm(manager, userId, session);
      await this.audit.record('reauthenticated', client, { userId, sessionId: session.id }, manager);
      return { user, grant };
    });
  }
}
