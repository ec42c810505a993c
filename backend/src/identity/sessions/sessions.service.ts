import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { newId } from '../../platform/crypto/new-id';
import { AuditService } from '../audit/audit.service';
import { Config } from '../../platform/config/config';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import type { CurrentSession } from '../current-user.decorator';
import type { User } from '../users/user.entity';
import type { Client } from '../../platform/http/client';
import { RefreshTokensService } from './refresh-tokens.service';
import { endSessions } from './session-ending';
import { type RevocationReason, Session, SESSION_IS_LIVE } from './session.entity';
import type { AccessGrant, SessionGrant } from './session-grant';
import { SessionLimitService } from './session-limit.service';

/** SQL: the column of an `AccessGrant`. */
const ABSOLUTE_LIFETIME = `(extract(epoch FROM absolute_expires_at - now()) * 1000)::float8 AS "absoluteLifetime"`;

/** Opens and ends sessions. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly refreshTokens: RefreshTokensService,
    private readonly config: Config,
    private readonly limit: SessionLimitService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Opens a session only if the user's password is still the verified one and the user is enabled: the row lock
   * prevents a sign-in that races a password change from leaving a session behind (ASVS V15.4.2), and serialises the
   * counting of parallel sign-ins. The session ends no later than the password expires.
   * @returns undefined when the condition does not hold.
   */
  open(
    manager: EntityManager,
    user: Pick<User, 'id' | 'passwordHash'>,
    rememberMe: boolean,
    client: Client,
  ): Promise<SessionGrant | undefined> {
    return manager.transaction(async (transaction) => {
      const grant = await this.insert(transaction, user, rememberMe, client);
      if (grant) {
        await this.limit.makeRoomFor(transaction, grant, client);
        await this.limit.forgetEnded(transaction, user.id);
      }
      return grant;
    });
  }

  /**
   * Records a password check just made. The generation is that of the access token: nothing is rotated.
   * @param manager of a transaction that has ensured that the password is still the checked one.
   * @throws Problem SESSION_ENDED
   */
  async confirm(
    manager: EntityManager,
    userId: string,
    { id: sessionId, generation }: CurrentSession,
  ): Promise<AccessGrant> {
    const updated = await manager
      .createQueryBuilder()
      .update(Session)
      .set({ authenticatedAt: () => 'now()' })
      .where(`id = :sessionId AND user_id = :userId AND ${SESSION_IS_LIVE}`, { sessionId, userId })
      .returning(`authenticated_at AS "authenticatedAt", ${ABSOLUTE_LIFETIME}`)
      .execute();
    const [row] = updated.raw as { authenticatedAt: string; absoluteLifetime: number }[];
    if (!row) {
      throw bearerProblem('SESSION_ENDED');
    }
    const { absoluteLifetime } = row;
    return {
      sessionId,
      userId,
      generation,
      authenticatedAt: new Date(row.authenticatedAt),
      absoluteLifetime,
    };
  }

  /** Restores the normal lifetime when the person replaces an expiring password with one of their own. */
  async lengthen(manager: EntityManager, userId: string, { id }: CurrentSession): Promise<void> {
    await manager.query(
      `UPDATE sessions SET absolute_expires_at = created_at + $3 * interval '1 ms'
       WHERE id = $1 AND user_id = $2 AND ${SESSION_IS_LIVE}`,
      [id, userId, this.config.refreshAbsoluteTtl],
    );
  }

  /** Ends a session by signing out; an ended session stays as it is. */
  end(
    id: string,
    reason: RevocationReason,
    client: Client,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    return manager.transaction(async (transaction) => {
      for (const { userId } of await endSessions(transaction, reason, 'id = :id', { id })) {
        await this.audit.record('signed-out', client, { userId, sessionId: id }, transaction);
      }
    });
  }

  /** Ends the session of any refresh token issued by this server, whatever its generation. */
  async endByRefreshToken(
    token: string | undefined,
    reason: RevocationReason,
    client: Client,
    manager?: EntityManager,
  ): Promise<void> {
    const claims = this.refreshTokens.read(token);
    if (claims) {
      await this.end(claims.sessionId, reason, client, manager);
    }
  }

  private async insert(
    manager: EntityManager,
    user: Pick<User, 'id' | 'passwordHash'>,
    rememberMe: boolean,
    client: Client,
  ): Promise<SessionGrant | undefined> {
    const sessionId = newId();
    const idleLifetime = rememberMe ? this.config.refreshIdleTtl : this.config.refreshSessionIdleTtl;
    const rows = await manager.query<{ authenticatedAt: string; absoluteLifetime: number }[]>(
      `WITH owner AS (
         SELECT id, password_expires_at FROM users
         WHERE id = $2 AND password_hash = $3 AND disabled_at IS NULL
           AND (password_expires_at IS NULL OR password_expires_at > now())
         FOR NO KEY UPDATE
       )
       INSERT INTO sessions (id, user_id, remember_me, idle_expires_at, absolute_expires_at, ip, user_agent)
       SELECT $1, id, $4, now() + $5 * interval '1 ms',
              least(now() + $6 * interval '1 ms', password_expires_at), $7, $8 FROM owner
       RETURNING authenticated_at AS "authenticatedAt", ${ABSOLUTE_LIFETIME}`,
      [
        sessionId,
        user.id,
        user.passwordHash,
        rememberMe,
        idleLifetime,
        this.config.refreshAbsoluteTtl,
        client.ip,
        client.userAgent,
      ],
    );
    const [row] = rows;
    return (
      row && {
        sessionId,
        userId: user.id,
        generation: 1,
        authenticatedAt: new Date(row.authenticatedAt),
        rememberMe,
        idleLifetime,
        absoluteLifetime: row.absoluteLifetime,
      }
    );
  }
}
