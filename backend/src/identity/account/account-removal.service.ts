import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { inBatches } from '../../platform/database/periodic-purge';
import type { Client } from '../../platform/http/client';
import { AuditService } from '../audit/audit.service';
import { UsersService } from '../users/users.service';
import { AccountExportRegistry } from './account-export.registry';

const BATCH = 5_000;

/** The end of an account, whoever wants it: the person, or the administrator. */
@Injectable()
export class AccountRemovalService {
  constructor(
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly features: AccountExportRegistry,
  ) {}

  /**
   * Removes everything that belongs to the account; only what was audited stays.
   * @param manager of a transaction that holds the row of the account for update.
   * @param sessionId the session that acts, if one does.
   */
  async remove(manager: EntityManager, userId: string, client: Client, sessionId?: string): Promise<void> {
    await this.removeRows(manager, userId);
    await this.users.remove(manager, userId);
    await this.audit.record('account-deleted', client, { userId, sessionId }, manager);
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
