import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import type { Client } from '../../platform/http/client';
import { endSessions } from './session-ending';
import { Session, SESSION_IS_LIVE } from './session.entity';
import type { SessionGrant } from './session-grant';

/** Live sessions that one person can have (documented number, ASVS V7.1.2). */
export const LIVE_SESSIONS_MAXIMUM = 50;
const ENDED_SESSIONS_KEPT = '30 days';
export const ENDED_SESSIONS_MAXIMUM = 200;

/** Limits the number of a person's sessions whenever another one is opened. */
@Injectable()
export class SessionLimitService {
  constructor(private readonly audit: AuditService) {}

  /**
   * Ends the least recently used sessions beyond the limit, never the new one.
   * @param manager of the transaction that opened the session and holds the lock of the person's sessions.
   */
  async makeRoomFor(
    manager: EntityManager,
    { userId, sessionId }: SessionGrant,
    client: Client,
  ): Promise<void> {
    const evicted = await endSessions(
      manager,
      'session-evicted',
      `id IN (SELECT id FROM sessions WHERE user_id = :userId AND id <> :sessionId AND ${SESSION_IS_LIVE}
              ORDER BY last_used_at DESC, id DESC OFFSET :others)`,
      { userId, sessionId, others: LIVE_SESSIONS_MAXIMUM - 1 },
    );
    for (const { id } of evicted) {
      await this.audit.record('session-evicted', client, { userId, sessionId, targetId: id }, manager);
    }
  }

  /** Deletes long-ended sessions, and all but the latest ended ones (ASVS V14.2.7). Audit events tell more. */
  async forgetEnded(manager: EntityManager, userId: string): Promise<void> {
    await manager
      .createQueryBuilder()
      .delete()
      .from(Session)
      .where('user_id = :userId', { userId })
      .andWhere(
        `(least(revoked_at, idle_expires_at, absolute_expires_at) < now() - interval '${ENDED_SESSIONS_KEPT}'
          OR id IN (SELECT id FROM sessions WHERE user_id = :userId AND NOT (${SESSION_IS_LIVE})
                    ORDER BY last_used_at DESC, id DESC OFFSET ${ENDED_SESSIONS_MAXIMUM}))`,
      )
      .execute();
  }
}
