import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import type { AuditEventName } from '../audit/audit-event.entity';
import { AuditService } from '../audit/audit.service';
import type { CurrentSession } from '../current-user.decorator';
import { Problem } from '../../platform/errors/problem';
import type { Client } from '../../platform/http/client';
import { holdSession } from '../sessions/hold-session.query';
import { lockSessionsOf } from '../sessions/session-ending';
import type { PersonalTokenListDto } from './dto/personal-token-list.dto';
import { PERSONAL_TOKEN_COLUMNS, type PersonalTokenRow, toPersonalTokenDto } from './dto/personal-token.dto';
import type { CreatePersonalTokenDto } from './dto/create-personal-token.dto';
import type { CreatedPersonalTokenDto } from './dto/created-personal-token.dto';
import { LIFETIME_DAYS } from './dto/token-expiry.decorator';
import { createPersonalToken } from './personal-token';
import { PERSONAL_TOKENS_MAXIMUM, PersonalToken } from './personal-token.entity';

const EXPIRED_TOKENS_KEPT = '30 days';

/** Manages a person's own tokens for scripts. Every statement is scoped to the owner. */
@Injectable()
export class PersonalTokensService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** Newest first; at most `PERSONAL_TOKENS_MAXIMUM`. */
  async list(userId: string): Promise<PersonalTokenListDto> {
    const rows = await this.dataSource
      .createQueryBuilder(PersonalToken, 'token')
      .select(PERSONAL_TOKEN_COLUMNS)
      .where('user_id = :userId', { userId })
      .orderBy('id', 'DESC')
      .getRawMany<PersonalTokenRow>();
    return { items: rows.map(toPersonalTokenDto) };
  }

  /**
   * Creates a token, whose text is never shown again. Row locks serialise the counting of parallel requests, and leave
   * nothing behind for a request that races the end of its session (ASVS V15.4.2).
   * @throws Problem LIMIT_REACHED
   */
  create(
    userId: string,
    request: CreatePersonalTokenDto,
    session: CurrentSession,
    client: Client,
  ): Promise<CreatedPersonalTokenDto> {
    return this.dataSource.transaction(async (manager) => {
      await lockSessionsOf(manager, userId);
      await holdSession(manager, userId, session);
      await requireRoom(manager, userId);
      const created = await insertToken(manager, userId, request);
      const subject = { userId, sessionId: session.id, targetId: created.id };
      await this.audit.record('access-token-created', client, subject, manager);
      return created;
    });
  }

  /**
   * Takes effect from the next request with the token.
   * @throws Problem NOT_FOUND for every id that is not one of the person's tokens, whatever its form.
   */
  revoke(userId: string, id: string, session: CurrentSession, client: Client): Promise<void> {
    return this.remove(userId, id, 'access-token-revoked', client, session.id);
  }

  /** The same, by the administrator. @throws Problem NOT_FOUND as above */
  withdraw(userId: string, id: string, client: Client): Promise<void> {
    return this.remove(userId, id, 'access-token-withdrawn', client);
  }

  private async remove(
    userId: string,
    id: string,
    event: AuditEventName,
    client: Client,
    sessionId?: string,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const { affected } = isUuid(id) ? await manager.delete(PersonalToken, { id, userId }) : { affected: 0 };
      if (affected !== 1) {
        throw new Problem('NOT_FOUND');
      }
      await this.audit.record(event, client, { userId, sessionId, targetId: id }, manager);
    });
  }
}

/** Deletes tokens that expired long ago (ASVS V14.2.7) and counts the rest. */
async function requireRoom(manager: EntityManager, userId: string): Promise<void> {
  await manager.query(
    `DELETE FROM access_tokens WHERE user_id = $1 AND expires_at < now() - interval '${EXPIRED_TOKENS_KEPT}'`,
    [userId],
  );
  if ((await manager.countBy(PersonalToken, { userId })) >= PERSONAL_TOKENS_MAXIMUM) {
    throw new Problem('LIMIT_REACHED', {
      detail: `There are ${PERSONAL_TOKENS_MAXIMUM} access tokens already. Revoke one that is not needed.`,
    });
  }
}

async function insertToken(
  manager: EntityManager,
  userId: string,
  { name, scopes, expiresAt }: CreatePersonalTokenDto,
): Promise<CreatedPersonalTokenDto> {
  const { id, token, hash: tokenHash } = createPersonalToken();
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(PersonalToken)
    .values({
      id,
      userId,
      name,
      scopes,
      tokenHash,
      expiresAt: expiresAt ? new Date(expiresAt) : () => `now() + interval '${LIFETIME_DAYS} days'`,
    })
    .returning(PERSONAL_TOKEN_COLUMNS)
    .execute();
  return { ...toPersonalTokenDto((inserted.raw as [PersonalTokenRow])[0]), token };
}
