import { type EntityManager, type ObjectLiteral } from 'typeorm';
import { type RevocationReason, Session } from './session.entity';

/** A session that has just ended. */
export interface EndedSession {
  readonly id: string;
  readonly userId: string;
}

/** Permanently ends the sessions that match a condition; those already ended stay as they are. */
export async function endSessions(
  manager: EntityManager,
  reason: RevocationReason,
  condition: string,
  parameters: ObjectLiteral,
): Promise<EndedSession[]> {
  const updated = await manager
    .createQueryBuilder()
    .update(Session)
    .set({ revokedAt: () => 'now()', revokedReason: reason })
    .where('revoked_at IS NULL')
    .andWhere(condition, parameters)
    .returning('id, user_id AS "userId"')
    .execute();
  return updated.raw as EndedSession[];
}

/**
 * Serialises operations that open or end several sessions of one person, until the transaction is over. Always locks
 * the person's row before session rows, to avoid deadlocks.
 */
export async function lockSessionsOf(manager: EntityManager, userId: string): Promise<void> {
  await manager.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
}
