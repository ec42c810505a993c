import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Config } from '../config/config';
import type { User } from '../users/user.entity';
import type { Client } from './client';
import { RefreshTokens } from './refresh-token';
import { type RevocationReason, Session } from './session.entity';
import type { SessionGrant } from './session-grant';

/** Opens and ends sessions. */
@Injectable()
export class SessionsService {
  private readonly logger = new Logger(SessionsService.name);

  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly refreshTokens: RefreshTokens,
    private readonly config: Config,
  ) {}

  /**
   * Opens a session on the condition that the user's password is still the verified one and the user is enabled:
   * the row lock makes a sign-in that races a password change leave nothing behind (ASVS V15.4.2).
   * @returns undefined when the condition does not hold.
   */
  async open(
    manager: EntityManager,
    user: Pick<User, 'id' | 'passwordHash'>,
    rememberMe: boolean,
    client: Client,
  ): Promise<SessionGrant | undefined> {
    const sessionId = uuidv7();
    const idleLifetime = rememberMe ? this.config.refreshIdleTtl : this.config.refreshSessionIdleTtl;
    const absoluteLifetime = this.config.refreshAbsoluteTtl;
    const rows = await manager.query<{ authenticatedAt: string }[]>(
      `WITH owner AS (
         SELECT id FROM users WHERE id = $2 AND password_hash = $3 AND disabled_at IS NULL FOR SHARE
       )
       INSERT INTO sessions (id, user_id, remember_me, idle_expires_at, absolute_expires_at, ip, user_agent)
       SELECT $1, id, $4, now() + $5 * interval '1 ms', now() + $6 * interval '1 ms', $7, $8 FROM owner
       RETURNING authenticated_at AS "authenticatedAt"`,
      [
        sessionId,
        user.id,
        user.passwordHash,
        rememberMe,
        idleLifetime,
        absoluteLifetime,
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
        absoluteLifetime,
      }
    );
  }

  /** Ends a session for good; one that has ended already stays as it is. */
  async end(id: string, reason: RevocationReason, manager = this.sessions.manager): Promise<void> {
    const { affected } = await manager
      .createQueryBuilder()
      .update(Session)
      .set({ revokedAt: () => 'now()', revokedReason: reason })
      .where({ id, revokedAt: IsNull() })
      .execute();
    if (affected) {
      this.logger.log({ event: 'session-ended', sessionId: id, reason });
    }
  }

  /** Ends the session of any refresh token that this server issued, whatever its generation. */
  async endByRefreshToken(
    token: string | undefined,
    reason: RevocationReason,
    manager?: EntityManager,
  ): Promise<void> {
    const claims = this.refreshTokens.read(token);
    if (claims) {
      await this.end(claims.sessionId, reason, manager);
    }
  }
}
