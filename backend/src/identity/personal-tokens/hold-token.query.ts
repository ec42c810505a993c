import type { EntityManager } from 'typeorm';
import { bearerProblem } from '../../platform/errors/bearer-problem';

/** Revocation deletes the row and so waits for this FOR KEY SHARE lock; updating `last_used_at` does not. */
const HOLD = `
  SELECT FROM users u JOIN access_tokens t ON t.user_id = u.id
  WHERE u.id = $1 AND t.id = $2 AND disabled_at IS NULL AND expires_at > now()
  FOR SHARE OF u FOR KEY SHARE OF t`;

/**
 * Prevents a personal access token from being revoked, and its owner from being disabled or deleted, until the
 * transaction is over: a concurrent revocation waits for the commit or came first.
 * @throws Problem TOKEN_INVALID
 */
export async function holdToken(manager: EntityManager, userId: string, id: string): Promise<void> {
  const held = await manager.query<unknown[]>(HOLD, [userId, id]);
  if (held.length === 0) {
    throw bearerProblem('TOKEN_INVALID');
  }
}
