import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { newId } from '../../platform/crypto/new-id';
import { Config } from '../../platform/config/config';
import { pseudonymOf } from '../../platform/crypto/mac';
import { UserPseudonyms } from '../../platform/logging/user-pseudonyms';
import type { Client } from '../../platform/http/client';
import { AuditEvent, type AuditEventName } from './audit-event.entity';

/** Whom an event concerns, as far as known. */
interface AuditSubject {
  userId?: string;
  /** The acting session. */
  sessionId?: string;
  /** The target, if different: another session or an access token. */
  targetId?: string;
  /** An identifier that matches no account; only a keyed hash is stored. */
  unknownIdentifier?: string;
}

const WARNINGS: ReadonlySet<AuditEventName> = new Set<AuditEventName>([
  'sign-in-failed',
  'sign-in-throttled',
  'refresh-token-reused',
  'refresh-token-answer-lost',
  'refresh-token-ahead',
  'reauthentication-failed',
  'password-change-failed',
  'account-deletion-failed',
]);

/** Records security events in the table for people and in the log for operators. */
@Injectable()
export class AuditService {
  private readonly logger = new Logger(AuditService.name);
  private readonly pseudonyms: UserPseudonyms;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {
    this.pseudonyms = new UserPseudonyms(config);
  }

  /** @param manager of the transaction that the event belongs to: rolled back with it. */
  async record(
    event: AuditEventName,
    { ip, userAgent, requestId }: Client,
    { userId, sessionId, targetId, unknownIdentifier }: AuditSubject = {},
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    const row = {
      id: newId(),
      event,
      userId,
      sessionId,
      targetId,
      unknownIdentifier: unknownIdentifier === undefined ? undefined : this.hash(unknownIdentifier),
      ip,
      userAgent,
      requestId,
    };
    await manager.insert(AuditEvent, row);
    // The row identifies the person; the log has only a pseudonym.
    const line = { ...row, userId: undefined, user: userId && this.pseudonyms.of(userId) };
    this.logger[WARNINGS.has(event) ? 'warn' : 'log'](line);
  }

  private hash(identifier: string): string {
    return pseudonymOf(`audit:${identifier}`, this.config.passwordPeppers[0].key);
  }
}
