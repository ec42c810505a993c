import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditEvent, type AuditEventName } from '../../identity/audit/audit-event.entity';
import { User } from '../../identity/users/user.entity';

export interface AuditFilter {
  readonly userId?: string;
  readonly event?: AuditEventName;
  readonly since?: Date;
  readonly limit: number;
}

/** An event with the e-mail of its person, as long as the account exists. */
export type AuditEntry = Pick<
  AuditEvent,
  'occurredAt' | 'event' | 'userId' | 'sessionId' | 'targetId' | 'ip' | 'userAgent' | 'requestId'
> & { readonly email: string | null };

/** Everybody's security events, for the administrator. */
@Injectable()
export class AuditQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  find({ userId, event, since, limit }: AuditFilter): Promise<AuditEntry[]> {
    const select = this.dataSource
      .createQueryBuilder()
      .select(['occurred_at AS "occurredAt"', 'event', 'person.email AS email', 'ip'])
      .addSelect(['user_agent AS "userAgent"', 'user_id AS "userId"', 'session_id AS "sessionId"'])
      .addSelect(['target_id AS "targetId"', 'request_id AS "requestId"'])
      .from(AuditEvent, 'audit')
      .leftJoin(User, 'person', 'person.id = audit.user_id')
      .orderBy('audit.id', 'DESC')
      .limit(limit);
    if (userId) {
      select.andWhere('user_id = :userId', { userId });
    }
    if (event) {
      select.andWhere('event = :event', { event });
    }
    if (since) {
      select.andWhere('occurred_at >= :since', { since });
    }
    return select.getRawMany<AuditEntry>();
  }
}
