import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { AuditService } from '../audit/audit.service';
import type { CurrentSession } from '../current-user.decorator';
import { requireRecentAuthentication } from '../recent-authentication.guard';
import { Problem } from '../../platform/errors/problem';
import type { Client } from '../../platform/http/client';
import type { SessionListDto } from './dto/session-list.dto';
import { SESSION_COLUMNS, type SessionRow, toSessionDto } from './dto/session.dto';
import { type EndedSession, endSessions, lockSessionsOf } from './session-ending';
import { type RevocationReason, Session, SESSION_IS_LIVE } from './session.entity';

const IS_OWN = `user_id = :userId AND ${SESSION_IS_LIVE}`;

/** Manages a person's own sessions (ASVS V7.4.1, V7.5.2). Every statement is scoped to the owner. */
@Injectable()
export class SessionRevocationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** Live sessions, most recently used first; at most `LIVE_SESSIONS_MAXIMUM`. */
  async list(userId: string, current: CurrentSession): Promise<SessionListDto> {
    const rows = await this.dataSource
      .createQueryBuilder(Session, 'session')
      .select(SESSION_COLUMNS)
      .where(IS_OWN, { userId })
      .orderBy('last_used_at', 'DESC')
      .addOrderBy('id', 'DESC')
      .getRawMany<SessionRow>();
    return { items: rows.map((row) => toSessionDto(row, current.id)) };
  }

  /**
   * Ends a session other than the one of the request.
   * @throws Problem REAUTHENTICATION_REQUIRED
   * @throws Problem NOT_FOUND for every id that is not one of the person's live sessions, whatever its form.
   */
  async revoke(userId: string, id: string, acting: CurrentSession, client: Client): Promise<void> {
    requireRecentAuthentication(acting);
    await this.dataSource.transaction(async (manager) => {
      const condition = `id = :id AND ${IS_OWN}`;
      const ended = isUuid(id)
        ? await endSessions(manager, 'session-revoked', condition, { id, userId })
        : [];
      if (ended.length === 0) {
        throw new Problem('NOT_FOUND');
      }
      await this.recordRevoked(manager, ended, acting, client);
    });
  }

  /** Ends every session but the one of the request. */
  async revokeOthers(userId: string, acting: CurrentSession, client: Client): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const ended = await this.endOthers(manager, userId, acting, 'session-revoked');
      await this.recordRevoked(manager, ended, acting, client);
    });
  }

  /** Ends every session, the one of the request included. */
  async revokeAll(userId: string, acting: CurrentSession, client: Client): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await lockSessionsOf(manager, userId);
      await endSessions(manager, 'signed-out-everywhere', IS_OWN, { userId });
      await this.audit.record('signed-out-everywhere', client, { userId, sessionId: acting.id }, manager);
    });
  }

  /** The same as part of a larger operation, which records its own event. */
  async endOthers(
    manager: EntityManager,
    userId: string,
    { id }: CurrentSession,
    reason: RevocationReason,
  ): Promise<EndedSession[]> {
    await lockSessionsOf(manager, userId);
    return endSessions(manager, reason, `id <> :id AND ${IS_OWN}`, { id, userId });
  }

  private async recordRevoked(
    manager: EntityManager,
    ended: EndedSession[],
    acting: CurrentSession,
    client: Client,
  ): Promise<void> {
    for (const { id, userId } of ended) {
      await this.audit.record(
        'session-revoked',
        client,
        { userId, sessionId: acting.id, targetId: id },
        manager,
      );
    }
  }
}
