import { type EntityManager, type ObjectLiteral } from 'typeorm';
import { type RevocationReason, Session } from './session.entity';

/** A session that has just ended. */
export interface EndedSession {
  readonly id: string;
  readonly userId: string;
}

/** Ends the sessions of a condition for good; those that have ended already stay as they are. */
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
 * Lets whoever opens or ends several sessions of one person do so one after the other, until the transaction is over.
 * Always the row of the person before those of sessions, so that nobody waits in a circle.
 */
export async function lockSessionsOf(manager: EntityManager, userId: string): Promise<void> {
  await manager.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
}
