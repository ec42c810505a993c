import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import { STEP_UP_MINUTES } from '../recent-authentication.guard';
import { BatchedReads } from '../../platform/database/batched-statements';
import { ACCOUNT_COLUMNS, accountOf, type AccountRow } from '../users/account-row';
import type { Account } from '../account';
import { isVoided } from './rotation-rules';
import { Session, SESSION_IS_LIVE } from './session.entity';

export interface LiveSession {
  /** Whether the password was checked within `STEP_UP_MINUTES`. */
  readonly recentlyAuthenticated: boolean;
  /** Whose it is. */
  readonly account: Account;
}

interface LivenessRow extends AccountRow {
  readonly id: string;
  readonly recentlyAuthenticated: boolean;
  readonly generation: number;
  readonly previousGeneration: number | null;
  readonly acknowledged: boolean;
}

const LIVE_ONES = `
  SELECT s.id, ${ACCOUNT_COLUMNS}, generation, previous_generation AS "previousGeneration", acknowledged,
         authenticated_at > now() - interval '${STEP_UP_MINUTES} minutes' AS "recentlyAuthenticated"
  FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.id = ANY($1::uuid[]) AND disabled_at IS NULL AND ${SESSION_IS_LIVE}`;

/** Checks on every request whether an access token's session is alive, so that revocation takes effect immediately. */
@Injectable()
export class SessionLivenessService {
  private readonly reads = new BatchedReads((ids) => this.sessions.query<LivenessRow[]>(LIVE_ONES, [ids]));

  constructor(@InjectRepository(Session) private readonly sessions: Repository<Session>) {}

  /**
   * Requires a live session for one of its access tokens. One primary-key read, batched with those of concurrent
   * requests; the first use of the current generation also acknowledges it.
   * @throws Problem TOKEN_INVALID, SESSION_ENDED
   */
  async requireLive(sessionId: string, userId: string, generation: number): Promise<LiveSession> {
    const row = await this.reads.read(sessionId);
    if (row?.userId !== userId) {
      throw bearerProblem('SESSION_ENDED');
    }
    if (isVoided(generation, row)) {
      throw bearerProblem('TOKEN_INVALID');
    }
    if (!row.acknowledged && generation === row.generation) {
      await this.sessions.update({ id: sessionId, generation, acknowledged: false }, { acknowledged: true });
    }
    return { recentlyAuthenticated: row.recentlyAuthenticated, account: accountOf(row) };
  }
}
