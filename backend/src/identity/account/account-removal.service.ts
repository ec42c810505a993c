import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { inBatches } from '../../platform/database/periodic-purge';
import type { Client } from '../../platform/http/client';
import { AuditService } from '../audit/audit.service';
import { UsersService } from '../users/users.service';
import { AccountExportRegistry } from './account-export.registry';

const BATCH = 5_000;

/** Removes an account, whether the person or the administrator asked for it. */
@Injectable()
export class AccountRemovalService {
  constructor(
    private readonly users: UsersService,
    private readonly audit: AuditService,
    private readonly features: AccountExportRegistry,
  ) {}

  /**
   * Removes all data of the account; only audit events remain.
   * @param manager of a transaction that holds the account's row FOR UPDATE.
   * @param sessionId the acting session, if there is one.
   */
  async remove(manager: EntityManager, userId: string, client: Client, sessionId?: string): Promise<void> {
    await this.removeRows(manager, userId);
    await this.users.remove(manager, userId);
    await this.audit.record('account-deleted', client, { userId, sessionId }, manager);
  }

  /**
   * Potentially large tables are deleted in batches: a single cascade would exceed the statement timeout. Locks are
   * taken in the same order as everywhere else, to avoid deadlocks.
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
