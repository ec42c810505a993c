import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CurrentSession } from '../current-user.decorator';
import { PasswordCheckService } from '../auth/password-check.service';
import type { Client } from '../../platform/http/client';
import { holdSession } from '../sessions/hold-session.query';
import { UsersService } from '../users/users.service';
import { AccountRemovalService } from './account-removal.service';

@Injectable()
export class AccountDeletionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passwordCheck: PasswordCheckService,
    private readonly users: UsersService,
    private readonly removal: AccountRemovalService,
  ) {}

  /**
   * Deletes the account and all its data; only audit events remain. If the session ends while the password is being
   * checked, which can take seconds, nothing is deleted.
   * @throws Problem INVALID_CREDENTIALS, SESSION_ENDED
   */
  async delete(userId: string, password: string, session: CurrentSession, client: Client): Promise<void> {
    const user = await this.passwordCheck.verifyOrFail(
      userId,
      password,
      'account-deletion-failed',
      session,
      client,
    );
    await this.dataSource.transaction(async (manager) => {
      await this.users.holdOrFail(manager, user, 'pessimistic_write');
      await holdSession(manager, userId, session);
      await this.removal.remove(manager, userId, client, session.id);
    });
  }
}
