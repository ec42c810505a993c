import type { EntityManager } from 'typeorm';
import { bearerProblem } from '../../platform/errors/bearer-problem';

/** Who revokes the token deletes its row, and waits for a key share; who notes its use does not. */
const HOLD = `
  SELECT FROM users u JOIN access_tokens t ON t.user_id = u.id
  WHERE u.id = $1 AND t.id = $2 AND disabled_at IS NULL AND expires_at > now()
  FOR SHARE OF u FOR KEY SHARE OF t`;

/**
 * Keeps a personal access token good, and its person from being disabled or deleted, until the transaction is over:
 * whoever revokes it waits for the commit, or was first.
 * @throws Problem TOKEN_INVALID
 */
export async function holdToken(manager: EntityManager, userId: string, id: string): Promise<void> {
  const held = await manager.query<unknown[]>(HOLD, [userId, id]);
  if (held.length === 0) {
    throw bearerProblem('TOKEN_INVALID');
  }
}
