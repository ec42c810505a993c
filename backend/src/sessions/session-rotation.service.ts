import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { AuditService } from '../audit/audit.service';
import { Config } from '../config/config';
import { Problem } from '../errors/problem';
import type { Client } from './client';
import { RefreshTokens } from './refresh-token';
import { decideRotation, type RotationDecision, type RotationState } from './rotation-rules';
import { Session } from './session.entity';
import type { SessionGrant } from './session-grant';

/** More changes of one row than this while one request decides means that somebody hammers it. */
const MAXIMUM_ATTEMPTS = 10;

/** The row as one decision sees it, at the database's time. Instants are milliseconds since 1970. */
interface Snapshot extends RotationState {
  readonly id: string;
  readonly userId: string;
  readonly rememberMe: boolean;
  readonly authenticatedAt: number;
  readonly idleExpiresAt: number;
  readonly absoluteExpiresAt: number;
  readonly now: number;
}

const milliseconds = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000)::float8`;

const READ_SNAPSHOT = `
  SELECT s.id, user_id AS "userId", generation, previous_generation AS "previousGeneration", acknowledged,
         remember_me AS "rememberMe",
         ${milliseconds('rotated_at')} AS "rotatedAt",
         ${milliseconds('authenticated_at')} AS "authenticatedAt",
         ${milliseconds('idle_expires_at')} AS "idleExpiresAt",
         ${milliseconds('absolute_expires_at')} AS "absoluteExpiresAt",
         ${milliseconds('now()::timestamptz(3)')} AS now,
         revoked_at IS NOT NULL OR disabled_at IS NOT NULL
           OR idle_expires_at <= now() OR absolute_expires_at <= now() AS ended
  FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.id = $1`;

/** Where a refresh token is rotated: read, decide, write on the condition that nothing changed in between. */
@Injectable()
export class SessionRotationService {
  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly refreshTokens: RefreshTokens,
    private readonly config: Config,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem REFRESH_REJECTED for garbage (which touches no session), an ended session and a reused token. */
  async rotate(token: string | undefined, client: Client): Promise<SessionGrant> {
    const claims = this.refreshTokens.read(token);
    if (!claims) {
      throw new Problem('REFRESH_REJECTED');
    }
    for (let attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt += 1) {
      const snapshot = await this.findSnapshotOrFail(claims.sessionId);
      const { refreshWindow } = this.config;
      const decision = decideRotation(snapshot, claims.generation, snapshot.now, refreshWindow);
      const change = this.changeFor(decision, snapshot, client);
      if (!change || (await this.writeIfUnchanged(snapshot, change))) {
        await this.record(decision, snapshot, client);
        return this.grantOrFail(decision, snapshot);
      }
    }
    throw new Problem('UNAVAILABLE', { headers: { 'Retry-After': '1' } });
  }

  private async findSnapshotOrFail(id: string): Promise<Snapshot> {
    const [snapshot] = await this.sessions.query<Snapshot[]>(READ_SNAPSHOT, [id]);
    if (!snapshot) {
      throw new Problem('REFRESH_REJECTED');
    }
    return snapshot;
  }

  /** What a decision writes; undefined when nothing changes. */
  private changeFor(
    decision: RotationDecision,
    snapshot: Snapshot,
    { ip, userAgent }: Client,
  ): QueryDeepPartialEntity<Session> | undefined {
    switch (decision.kind) {
      case 'refuse':
        return undefined;
      case 'repeat':
        return decision.acknowledge ? { acknowledged: true } : undefined;
      case 'reuse':
        return { revokedAt: () => 'now()', revokedReason: 'refresh-token-reused' };
      case 'advance':
        return {
          generation: decision.generation,
          previousGeneration: decision.previousGeneration,
          rotatedAt: () => 'now()',
          lastUsedAt: () => 'now()',
          acknowledged: false,
          idleExpiresAt: new Date(this.nextIdleEnd(snapshot)),
          ip,
          userAgent,
        };
    }
  }

  private async writeIfUnchanged(
    { id, generation, rotatedAt, acknowledged }: Snapshot,
    change: QueryDeepPartialEntity<Session>,
  ): Promise<boolean> {
    const { affected } = await this.sessions
      .createQueryBuilder()
      .update()
      .set(change)
      .where({ id, generation, rotatedAt: new Date(rotatedAt), acknowledged, revokedAt: IsNull() })
      .execute();
    return affected === 1;
  }

  /** A refresh that goes as it should is no event. */
  private async record(
    decision: RotationDecision,
    { id: sessionId, userId }: Snapshot,
    client: Client,
  ): Promise<void> {
    if (decision.kind === 'reuse') {
      await this.audit.record('refresh-token-reused', client, { sessionId, userId });
    } else if (decision.kind === 'advance' && decision.cause !== 'due') {
      await this.audit.record(`refresh-token-${decision.cause}`, client, { sessionId, userId });
    }
  }

  private grantOrFail(decision: RotationDecision, snapshot: Snapshot): SessionGrant {
    if (decision.kind === 'reuse' || decision.kind === 'refuse') {
      throw new Problem('REFRESH_REJECTED');
    }
    const advances = decision.kind === 'advance';
    const idleEnd = advances ? this.nextIdleEnd(snapshot) : snapshot.idleExpiresAt;
    return {
      sessionId: snapshot.id,
      userId: snapshot.userId,
      generation: advances ? decision.generation : snapshot.generation,
      authenticatedAt: new Date(snapshot.authenticatedAt),
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
