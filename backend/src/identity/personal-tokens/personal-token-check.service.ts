import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import type { AuthenticatedUser } from '../current-user.decorator';
import { BatchedReads } from '../../platform/database/batched-statements';
import { readPersonalToken } from './personal-token';
import type { Scope } from '../scope';
import { ACCOUNT_COLUMNS, accountOf, type AccountRow } from '../users/account-row';

interface TokenRow extends AccountRow {
  readonly id: string;
  readonly scopes: Scope[];
  readonly tokenHash: Buffer;
  readonly expiresAt: string;
  readonly expired: boolean;
  readonly useIsDue: boolean;
}

/** SQL: whether to record a use; once a minute at most, so that a busy script does not cause a write per request. */
const USE_IS_DUE = `coalesce(last_used_at < now() - interval '1 minute', true)`;

const FIND = `
  SELECT t.id, ${ACCOUNT_COLUMNS}, scopes, token_hash AS "tokenHash",
         expires_at AS "expiresAt", expires_at <= now() AS expired, ${USE_IS_DUE} AS "useIsDue"
  FROM access_tokens t JOIN users u ON u.id = t.user_id
  WHERE t.id = ANY($1::uuid[]) AND disabled_at IS NULL`;

const NOTE_USE = `UPDATE access_tokens SET last_used_at = now() WHERE id = ANY($1::uuid[]) AND ${USE_IS_DUE}`;

/** Authenticates a personal access token, reading it every time so that revocation takes effect immediately. */
@Injectable()
export class PersonalTokenCheckService {
  private readonly reads = new BatchedReads((ids) => this.dataSource.query<TokenRow[]>(FIND, [ids]));
  private readonly uses = new BatchedReads(async (ids) => {
    await this.dataSource.query(NOTE_USE, [ids]);
    return [];
  });

  constructor(private readonly dataSource: DataSource) {}

  /**
   * One primary-key read, batched with those of concurrent requests; none if the text cannot be a token.
   * @throws Problem TOKEN_INVALID, TOKEN_EXPIRED
   */
  async verifyOrFail(token: string): Promise<AuthenticatedUser> {
    const presented = readPersonalToken(token);
    const row = presented && (await this.find(presented.id));
    if (!row || !timingSafeEqual(row.tokenHash, presented.hash)) {
      throw bearerProblem('TOKEN_INVALID');
    }
    if (row.expired) {
      throw bearerProblem('TOKEN_EXPIRED');
    }
    if (row.useIsDue) {
      await this.noteUse(presented.id);
    }
    const { userId, email, scopes } = row;
    return {
      id: userId,
      email,
      account: accountOf(row),
      scopes,
      personalTokenId: presented.id,
      expiresAt: new Date(row.expiresAt),
    };
  }

  /**
   * Requires that a token verified earlier is still valid.
   * @throws Problem TOKEN_INVALID, TOKEN_EXPIRED
   */
  async requireGood(id: string, userId: string): Promise<void> {
    const row = await this.find(id);
    if (row?.userId !== userId) {
      throw bearerProblem('TOKEN_INVALID');
    }
    if (row.expired) {
      throw bearerProblem('TOKEN_EXPIRED');
    }
  }

  private find(id: string): Promise<TokenRow | undefined> {
    return this.reads.read(id);
  }

  private async noteUse(id: string): Promise<void> {
    await this.uses.read(id);
  }
}
