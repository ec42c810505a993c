import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Config } from '../../platform/config/config';
import { BatchedStatements } from '../../platform/database/batched-statements';
import { Problem } from '../../platform/errors/problem';
import type { Account } from '../account';
import { prepareAdvanceDue, type PresentedToken } from './advance-sessions.query';
import type { Client } from '../../platform/http/client';
import { outcomeOf, tellOutcome } from './refresh-outcomes';
import { RefreshTokensService } from './refresh-tokens.service';
import { decideRotation, type RotationDecision } from './rotation-rules';
import type { SessionGrant } from './session-grant';
import {
  readSnapshot,
  type Renewal,
  type SessionChange,
  type Snapshot,
  writeIfUnchanged,
} from './session-snapshot.query';

/** More concurrent changes than this to one row during one request mean that a client is hammering it. */
const MAXIMUM_ATTEMPTS = 10;

/** A continuing session and its owner. */
export interface RenewedSession {
  readonly user: Account;
  readonly grant: SessionGrant;
}

/**
 * Rotates refresh tokens. The common case takes one statement, batched with those of concurrent requests, so that a
 * token sent twice gets the same response; all other cases use optimistic concurrency: read, decide, and write only if
 * the row is unchanged (compare-and-swap).
 */
@Injectable()
export class SessionRotationService {
  private readonly manager: EntityManager;
  private readonly due: BatchedStatements<PresentedToken, Renewal>;

  constructor(
    { manager }: DataSource,
    private readonly refreshTokens: RefreshTokensService,
    private readonly config: Config,
    private readonly audit: AuditService,
  ) {
    this.manager = manager;
    const advanceDue = prepareAdvanceDue(manager, config);
    this.due = new BatchedStatements(
      ({ claims }) => keyOf(claims.sessionId, claims.generation),
      async (tokens) =>
        new Map(
          (await advanceDue(tokens)).map((session) => [keyOf(session.id, session.generation - 1), session]),
        ),
    );
  }

  /** @throws Problem REFRESH_REJECTED for garbage (which touches no session), an ended session and a reused token. */
  async rotate(token: string | undefined, client: Client): Promise<RenewedSession> {
    const claims = this.refreshTokens.read(token);
    if (!claims) {
      throw rejectUnknown();
    }
    const advanced = await this.due.ask({ claims, client });
    if (advanced) {
      tellOutcome('rotated');
      return renew(advanced);
    }
    for (let attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt += 1) {
      const snapshot = await readSnapshot(this.manager, claims.sessionId);
      if (!snapshot) {
        throw rejectUnknown();
      }
      const { refreshWindow } = this.config;
      const decision = decideRotation(snapshot, claims.generation, snapshot.now, refreshWindow);
      const change = this.changeFor(decision, snapshot, client);
      if (!change || (await writeIfUnchanged(this.manager, snapshot, change))) {
        await this.record(decision, snapshot, client);
        return renew(this.followOrFail(decision, snapshot));
      }
    }
    throw new Problem('UNAVAILABLE', { headers: { 'Retry-After': '1' } });
  }

  /** The changes that a decision writes; undefined for none. */
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

  /** A normal refresh is not audited. */
  private async record(
    decision: RotationDecision,
    { id: sessionId, userId }: Snapshot,
    client: Client,
  ): Promise<void> {
    tellOutcome(outcomeOf(decision));
    if (decision.kind === 'reuse') {
      await this.audit.record('refresh-token-reused', client, { sessionId, userId });
    } else if (decision.kind === 'advance' && decision.cause !== 'due') {
      await this.audit.record(`refresh-token-${decision.cause}`, client, { sessionId, userId });
    }
  }

  /** The session after the decision. */
  private followOrFail(decision: RotationDecision, snapshot: Snapshot): Renewal {
    if (decision.kind === 'reuse' || decision.kind === 'refuse') {
      throw new Problem('REFRESH_REJECTED');
    }
    return decision.kind === 'advance'
      ? { ...snapshot, generation: decision.generation, idleExpiresAt: this.nextIdleEnd(snapshot) }
      : snapshot;
  }

  private nextIdleEnd({ now, rememberMe, absoluteExpiresAt }: Renewal): number {
    const idleTtl = rememberMe ? this.config.refreshIdleTtl : this.config.refreshSessionIdleTtl;
    return Math.min(now + idleTtl, absoluteExpiresAt);
  }
}

const keyOf = (sessionId: string, generation: number): string => `${sessionId}.${generation}`;

function renew(renewal: Renewal): RenewedSession {
  const { userId, email, displayName, userCreatedAt, passwordExpiresAt, now } = renewal;
  return {
    user: {
      id: userId,
      email,
      displayName,
      createdAt: new Date(userCreatedAt),
      passwordExpiresAt: passwordExpiresAt === null ? null : new Date(passwordExpiresAt),
    },
    grant: {
      sessionId: renewal.id,
      userId,
      generation: renewal.generation,
      authenticatedAt: new Date(renewal.authenticatedAt),
      rememberMe: renewal.rememberMe,
      idleLifetime: renewal.idleExpiresAt - now,
      absoluteLifetime: renewal.absoluteExpiresAt - now,
    },
  };
}

function rejectUnknown(): Problem {
  tellOutcome('unknown');
  return new Problem('REFRESH_REJECTED');
}
