import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CurrentSession } from '../current-user.decorator';
import { AuditEvent } from './audit-event.entity';
import type { ListSecurityEventsDto } from './dto/list-security-events.dto';
import type { SecurityEventPageDto } from './dto/security-event-page.dto';
import { SECURITY_EVENT_COLUMNS, type SecurityEventRow, toSecurityEventDto } from './dto/security-event.dto';
import { readEventCursor, writeEventCursor } from './security-event-cursor';

/** A person's own security events (ASVS V16.3.1). */
@Injectable()
export class SecurityEventsService {
  constructor(private readonly dataSource: DataSource) {}

  /** One page, newest first: ids increase with time. Reads one extra row to detect a next page. */
  async list(
    userId: string,
    session: CurrentSession,
    { limit, cursor }: ListSecurityEventsDto,
  ): Promise<SecurityEventPageDto> {
    const select = this.dataSource
      .createQueryBuilder(AuditEvent, 'event')
      .select(SECURITY_EVENT_COLUMNS)
      .where('user_id = :userId', { userId });
    if (cursor) {
      select.andWhere('id < :lastId', { lastId: readEventCursor(cursor, userId) });
    }
    const found = await select
      .orderBy('id', 'DESC')
      .limit(limit + 1)
      .getRawMany<SecurityEventRow>();
    const items = found.slice(0, limit).map((row) => toSecurityEventDto(row, session.id));
    const last = items.at(-1);
    return { items, nextCursor: last && found.length > limit ? writeEventCursor(last.id, userId) : null };
  }
}
