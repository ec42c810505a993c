import type { EntityManager } from 'typeorm';
import type { Account } from '../users/user.entity';
import type { RotationState } from './rotation-rules';

/** The row as one decision sees it, with its owner, at the database's time. Instants are milliseconds since 1970. */
export interface Snapshot extends RotationState, Omit<Account, 'id' | 'createdAt'> {
  readonly id: string;
  readonly userId: string;
  readonly userCreatedAt: number;
  readonly rememberMe: boolean;
  readonly authenticatedAt: number;
  readonly idleExpiresAt: number;
  readonly absoluteExpiresAt: number;
  readonly now: number;
}

/** Columns to set, with parameters that are counted from `$5` on, and the values of these. */
export interface SessionChange {
  readonly set: string;
  readonly values: readonly unknown[];
}

const milliseconds = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000)::float8`;

const READ = `
  SELECT s.id, user_id AS "userId", email, display_name AS "displayName", generation,
         previous_generation AS "previousGeneration", acknowledged, remember_me AS "rememberMe",
         ${milliseconds('u.created_at')} AS "userCreatedAt",
         ${milliseconds('rotated_at')} AS "rotatedAt",
         ${milliseconds('authenticated_at')} AS "authenticatedAt",
         ${milliseconds('idle_expires_at')} AS "idleExpiresAt",
         ${milliseconds('absolute_expires_at')} AS "absoluteExpiresAt",
         ${milliseconds('now()::timestamptz(3)')} AS now,
         revoked_at IS NOT NULL OR disabled_at IS NOT NULL
           OR idle_expires_at <= now() OR absolute_expires_at <= now() AS ended
  FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.id = ANY($1::uuid[])`;

/** Those of the sessions that exist. */
export function readSnapshots(manager: EntityManager, ids: string[]): Promise<Snapshot[]> {
  return manager.query<Snapshot[]>(READ, [ids]);
}

/** @returns false when the row is not any more what the snapshot says. */
export async function writeIfUnchanged(
  manager: EntityManager,
  { id, generation, rotatedAt, acknowledged }: Snapshot,
  { set, values }: SessionChange,
): Promise<boolean> {
  const [, affected] = await manager.query<[unknown[], number]>(
    `UPDATE sessions SET ${set}
     WHERE id = $1 AND generation = $2 AND rotated_at = $3 AND acknowledged = $4 AND revoked_at IS NULL`,
    [id, generation, new Date(rotatedAt), acknowledged, ...values],
  );
  return affected === 1;
}
