import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { isVoided } from './rotation-rules';
import { Session, SESSION_IS_LIVE } from './session.entity';

/** How long a password check is good for sensitive actions. */
export const STEP_UP_MINUTES = 10;

export interface Liveness {
  readonly state: 'alive' | 'voided' | 'ended';
  readonly recentlyAuthenticated: boolean;
}

interface LivenessRow {
  readonly generation: number;
  readonly previousGeneration: number | null;
  readonly acknowledged: boolean;
  readonly recentlyAuthenticated: boolean;
}

/** Whether the session of an access token lives at this moment: read every time, so that revocation is immediate. */
@Injectable()
export class SessionLivenessService {
  constructor(@InjectRepository(Session) private readonly sessions: Repository<Session>) {}

  /** One primary-key read; the first use of the current generation also acknowledges it. */
  async check(sessionId: string, userId: string, generation: number): Promise<Liveness> {
    const [row] = await this.sessions.query<LivenessRow[]>(
      `SELECT generation, previous_generation AS "previousGeneration", acknowledged,
              authenticated_at > now() - interval '${STEP_UP_MINUTES} minutes' AS "recentlyAuthenticated"
       FROM sessions s JOIN users u ON u.id = s.user_id
       WHERE s.id = $1 AND s.user_id = $2 AND disabled_at IS NULL AND ${SESSION_IS_LIVE}`,
      [sessionId, userId],
    );
    if (!row) {
      return { state: 'ended', recentlyAuthenticated: false };
    }
    if (isVoided(generation, row)) {
      return { state: 'voided', recentlyAuthenticated: false };
    }
    if (!row.acknowledged && generation === row.generation) {
      await this.sessions.update({ id: sessionId, generation, acknowledged: false }, { acknowledged: true });
    }
    return { state: 'alive', recentlyAuthenticated: row.recentlyAuthenticated };
  }
}
