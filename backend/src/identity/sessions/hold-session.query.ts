import type { EntityManager } from 'typeorm';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import type { CurrentSession } from '../current-user.decorator';
import { isVoided } from './rotation-rules';
import { SESSION_IS_LIVE } from './session.entity';

/** Locks the person before the session, as all code does, to avoid deadlocks. */
const HOLD = `
  SELECT generation, previous_generation AS "previousGeneration"
  FROM users u JOIN sessions s ON s.user_id = u.id
  WHERE u.id = $1 AND s.id = $2 AND disabled_at IS NULL AND ${SESSION_IS_LIVE}
  FOR SHARE`;

interface HeldSession {
  readonly generation: number;
  readonly previousGeneration: number | null;
}

/**
 * Prevents a session from ending, and its person from being disabled or deleted, until the transaction is over: a
 * concurrent change waits for the commit or came first. A refresh waits too, so keep the rest of the transaction short.
 * @throws Problem SESSION_ENDED, TOKEN_INVALID
 */
export async function holdSession(
  manager: EntityManager,
  userId: string,
  { id, generation }: CurrentSession,
): Promise<void> {
  const [session] = await manager.query<HeldSession[]>(HOLD, [userId, id]);
  if (!session) {
    throw bearerProblem('SESSION_ENDED');
  }
  if (isVoided(generation, session)) {
    throw bearerProblem('TOKEN_INVALID');
  }
}
