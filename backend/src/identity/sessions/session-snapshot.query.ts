import type { EntityManager } from 'typeorm';
import type { Account } from '../account';
import type { RotationState } from './rotation-rules';

/** A continuing session and its owner, at the database's time. Instants are milliseconds since 1970. */
export interface Renewal extends Omit<Account, 'id' | 'createdAt' | 'passwordExpiresAt'> {
  readonly id: string;
  readonly userId: string;
  readonly userCreatedAt: number;
  readonly passwordExpiresAt: number | null;
  readonly generation: number;
  readonly rememberMe: boolean;
  readonly authenticatedAt: number;
  readonly idleExpiresAt: number;
  readonly absoluteExpiresAt: number;
  readonly now: number;
}

/** The row as read for one decision, with its owner. */
export type Snapshot = Renewal & RotationState;

/** Columns to set, with parameters numbered from `$5`, and their values. */
export interface SessionChange {
  readonly set: string;
  readonly values: readonly unknown[];
}

const milliseconds = (instant: string): string => `round(date_part('epoch', ${instant}) * 1000)`;

/** Rounded as the columns round it: half a millisecond up, where `round` goes to the even one. */
const NOW = 'now()::timestamptz(3)';

/** Columns of a `Renewal`, of `sessions s` and `users u`. */
export const RENEWAL = `
  s.id, user_id AS "userId", email, display_name AS "displayName", ${milliseconds('u.created_at')} AS "userCreatedAt",
  ${milliseconds('password_expires_at')} AS "passwordExpiresAt",
  generation, remember_me AS "rememberMe", ${milliseconds('authenticated_at')} AS "authenticatedAt",
  ${milliseconds('idle_expires_at')} AS "idleExpiresAt",
  ${milliseconds('absolute_expires_at')} AS "absoluteExpiresAt",
  ${milliseconds(NOW)} AS now`;

const SNAPSHOT = `
  ${RENEWAL}, previous_generation AS "previousGeneration", acknowledged,
  ${milliseconds('rotated_at')} AS "rotatedAt",
  revoked_at IS NOT NULL OR disabled_at IS NOT NULL
    OR idle_expires_at <= now() OR absolute_expires_at <= now() AS ended`;

const READ = `SELECT ${SNAPSHOT} FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1`;

/** Undefined when there is no such session. */
export async function readSnapshot(manager: EntityManager, id: string): Promise<Snapshot | undefined> {
  const [snapshot] = await manager.query<Snapshot[]>(READ, [id]);
  return snapshot;
}

/** @returns false when the row has changed since the snapshot (compare-and-swap). */
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
