import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { Config } from '../config/config';
import { Problem } from '../errors/problem';
import type { Client } from './client';
import { RefreshTokens } from './refresh-token';
import { decideRotation, type RotationDecision } from './rotation-rules';
import { Session } from './session.entity';
import type { SessionGrant } from './session-grant';

/** More changes of one row than this while one request decides means that somebody hammers it. */
const MAXIMUM_ATTEMPTS = 10;

type Snapshot = Pick<
  Session,
  | 'id'
  | 'userId'
  | 'generation'
  | 'previousGeneration'
  | 'acknowledged'
  | 'rememberMe'
  | 'authenticatedAt'
  | 'rotatedAt'
> & { now: number; idleExpiresAt: number; absoluteExpiresAt: number; ended: boolean };

/** Where a refresh token is rotated: read, decide, write on the condition that nothing changed in between. */
@Injectable()
export class SessionRotationService {
  private readonly logger = new Logger(SessionRotationService.name);

  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly refreshTokens: RefreshTokens,
    private readonly config: Config,
  ) {}

  /** @throws Problem REFRESH_REJECTED for garbage (which touches no session), an ended session and a reused token. */
  async rotate(token: string | undefined, client: Client): Promise<SessionGrant> {
    const claims = this.refreshTokens.read(token);
    if (!claims) {
      throw new Problem('REFRESH_REJECTED');
    }
    for (let attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt += 1) {
      const snapshot = await this.readSnapshot(claims.sessionId);
      const decision = this.decide(snapshot, claims.generation);
      if (await this.apply(decision, snapshot, client)) {
        return this.answer(decision, snapshot);
      }
    }
    throw new Problem('UNAVAILABLE', { headers: { 'Retry-After': '1' } });
  }

  private async readSnapshot(id: string): Promise<Snapshot> {
    const [row] = await this.sessions.query<
      (Record<'now' | 'idle' | 'absolute' | 'auth' | 'rotated', string> & Snapshot)[]
    >(
      `SELECT s.id, s.user_id AS "userId", generation, previous_generation AS "previousGeneration", acknowledged,
              remember_me AS "rememberMe", authenticated_at AS auth, rotated_at AS rotated,
              idle_expires_at AS idle, absolute_expires_at AS absolute, now()::timestamptz(3) AS now,
              revoked_at IS NOT NULL OR disabled_at IS NOT NULL
                OR idle_expires_at <= now() OR absolute_expires_at <= now() AS ended
       FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1`,
      [id],
    );
    if (!row) {
      throw new Problem('REFRESH_REJECTED');
    }
    return {
      ...row,
      now: Date.parse(row.now),
      authenticatedAt: new Date(row.auth),
      rotatedAt: new Date(row.rotated),
      idleExpiresAt: Date.parse(row.idle),
      absoluteExpiresAt: Date.parse(row.absolute),
    };
  }

  private decide(snapshot: Snapshot, presented: number): RotationDecision {
    const state = { ...snapshot, rotatedAt: snapshot.rotatedAt.getTime() };
    return decideRotation(state, presented, snapshot.now, this.config.refreshWindow);
  }

  /** Writes what the decision changes, if anything; false when the row is no longer the one decided on. */
  private async apply(decision: RotationDecision, snapshot: Snapshot, client: Client): Promise<boolean> {
    switch (decision.kind) {
      case 'refuse':
        return true;
      case 'repeat':
        return !decision.acknowledge || this.write(snapshot, { acknowledged: true });
      case 'reuse':
        return this.write(snapshot, { revokedAt: () => 'now()', revokedReason: 'refresh-token-reused' });
      case 'advance':
        return this.write(snapshot, {
          generation: decision.generation,
          previousGeneration: decision.previousGeneration,
          rotatedAt: () => 'now()',
          lastUsedAt: () => 'now()',
          acknowledged: false,
          idleExpiresAt: new Date(this.nextIdleEnd(snapshot)),
          ip: client.ip,
          userAgent: client.userAgent,
        });
    }
  }

  private async write(
    { id, generation, rotatedAt, acknowledged }: Snapshot,
    change: Parameters<ReturnType<ReturnType<Repository<Session>['createQueryBuilder']>['update']>['set']>[0],
  ): Promise<boolean> {
    const { affected } = await this.sessions
      .createQueryBuilder()
      .update()
      .set(change)
      .where({ id, generation, rotatedAt, acknowledged, revokedAt: IsNull() })
      .execute();
    return affected === 1;
  }

  private answer(decision: RotationDecision, snapshot: Snapshot): SessionGrant {
    const { id: sessionId, userId } = snapshot;
    if (decision.kind === 'reuse') {
      this.logger.warn({ event: 'refresh-token-reused', sessionId, userId });
    }
    if (decision.kind === 'reuse' || decision.kind === 'refuse') {
      throw new Problem('REFRESH_REJECTED');
    }
    if (decision.kind === 'advance' && decision.cause !== 'due') {
      this.logger.warn({ event: `refresh-token-${decision.cause}`, sessionId, userId });
    }
    const idleEnd = decision.kind === 'advance' ? this.nextIdleEnd(snapshot) : snapshot.idleExpiresAt;
    return {
      sessionId,
      userId,
      generation: decision.kind === 'advance' ? decision.generation : snapshot.generation,
      authenticatedAt: snapshot.authenticatedAt,
      rememberMe: snapshot.rememberMe,
      idleLifetime: idleEnd - snapshot.now,
      absoluteLifetime: snapshot.absoluteExpiresAt - snapshot.now,
    };
  }

  private nextIdleEnd({ now, rememberMe, absoluteExpiresAt }: Snapshot): number {
    const idleTtl = rememberMe ? this.config.refreshIdleTtl : this.config.refreshSessionIdleTtl;
    return Math.min(now + idleTtl, absoluteExpiresAt);
  }
}
