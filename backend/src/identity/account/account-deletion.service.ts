import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import type { CurrentSession } from '../current-user.decorator';
import { PasswordCheck } from '../auth/password-check.service';
import type { Client } from '../../platform/http/client';
import { holdSession } from '../sessions/hold-session.query';
import { inBatches } from '../../platform/database/periodic-purge';
import { UsersService } from '../users/users.service';
import { AccountExportRegistry } from './account-export.registry';

const BATCH = 5_000;

@Injectable()
export class AccountDeletionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passwordCheck: PasswordCheck,
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly features: AccountExportRegistry,
  ) {}

  /**
   * Deletes the account with everything that belongs to it; only what was audited stays. A session that ends while the
   * password is checked, which can take seconds, deletes nothing.
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
      await this.removeRows(manager, userId);
      await this.users.remove(manager, user);
      await this.audit.record('account-deleted', client, { userId, sessionId: session.id }, manager);
    });
  }

  /**
   * What there can be much of goes a batch at a time: the account with all of it would exceed the time of a statement.
   * Locks are taken in the order of all other statements, or they and this one would wait for each other.
   */
  private async removeRows(manager: EntityManager, userId: string): Promise<void> {
    for (const { table, owner, lockedFirst } of this.features.ofFeatures) {
      if (lockedFirst) {
        await manager.query(`SELECT FROM ${lockedFirst} WHERE ${owner} = $1 FOR UPDATE`, [userId]);
      }
      await inBatches(BATCH, async () => {
        const [, deleted] = await manager.query<[unknown[], number]>(
          `DELETE FROM ${table} WHERE ${owner} = $1 AND id IN
             (SELECT id FROM ${table} WHERE ${owner} = $1 LIMIT ${BATCH})`,
          [userId],
        );
        return deleted;
      });
    }
  }
}
