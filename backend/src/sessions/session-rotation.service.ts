import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Config } from '../config/config';
import { BatchedReads } from '../database/batched-reads';
import { Problem } from '../errors/problem';
import type { Account } from '../users/user.entity';
import type { Client } from './client';
import { tellOutcome } from './refresh-outcomes';
import { RefreshTokens } from './refresh-token';
import { decideRotation, type RotationDecision } from './rotation-rules';
import type { SessionGrant } from './session-grant';
import { readSnapshots, type SessionChange, type Snapshot, writeIfUnchanged } from './session-snapshot.query';

/** More changes of one row than this while one request decides means that somebody hammers it. */
const MAXIMUM_ATTEMPTS = 10;

/** A session that goes on, and whose it is. */
export interface RenewedSession {
  readonly user: Account;
  readonly grant: SessionGrant;
}

/** Where a refresh token is rotated: read, decide, write on the condition that nothing changed in between. */
@Injectable()
export class SessionRotationService {
  private readonly snapshots = new BatchedReads((ids) => readSnapshots(this.dataSource.manager, ids));

  constructor(
    private readonly dataSource: DataSource,
    private readonly refreshTokens: RefreshTokens,
    private readonly config: Config,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem REFRESH_REJECTED for garbage (which touches no session), an ended session and a reused token. */
  async rotate(token: string | undefined, client: Client): Promise<RenewedSession> {
    const { manager } = this.dataSource;
    const claims = this.refreshTokens.read(token);
    if (!claims) {
      throw rejectUnknown();
    }
    for (let attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt += 1) {
      const snapshot = await this.snapshots.read(claims.sessionId);
      if (!snapshot) {
        throw rejectUnknown();
      }
      const { refreshWindow } = this.config;
      const decision = decideRotation(snapshot, claims.generation, snapshot.now, refreshWindow);
      const change = this.changeFor(decision, snapshot, client);
      if (!change || (await writeIfUnchanged(manager, snapshot, change))) {
        await this.record(decision, snapshot, client);
        return { user: ownerOf(snapshot), grant: this.grantOrFail(decision, snapshot) };
      }
    }
    throw new Problem('UNAVAILABLE', { headers: { 'Retry-After': '1' } });
  }

  /** What a decision writes; undefined when nothing changes. */
  private changeFor(
    decision: RotationDecision,
    snapshot: Snapshot,
    { ip, userAgent }: Client,
  ): SessionChange | undefined {
    switch (decision.kind) {
      case 'refuse':
        return undefined;
      case 'repeat':
        return decision.acknowledge ? { set: 'acknowledged = true', values: [] } : undefined;
      case 'reuse':
        return { set: 'revoked_at = now(), revoked_reason = $5', values: ['refresh-token-reused'] };
      case 'advance':
        return {
          set: `generation = $5, previous_generation = $6, rotated_at = now(), last_used_at = now(),
                acknowledged = false, idle_expires_at = $7, ip = $8, user_agent = $9`,
          values: [
            decision.generation,
            decision.previousGeneration,
            new Date(this.nextIdleEnd(snapshot)),
            ip,
            userAgent,
          ],
        };
    }
  }

  /** A refresh that goes as it should is no event. */
  private async record(
    decision: RotationDecision,
    { id: sessionId, userId }: Snapshot,
    client: Client,
  ): Promise<void> {
    tellOutcome(decision);
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

function ownerOf({ userId, email, displayName, userCreatedAt }: Snapshot): Account {
  return { id: userId, email, displayName, createdAt: new Date(userCreatedAt) };
}

function rejectUnknown(): Problem {
  tellOutcome(undefined);
  return new Problem('REFRESH_REJECTED');
}
