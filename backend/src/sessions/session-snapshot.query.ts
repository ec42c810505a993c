import type { EntityManager } from 'typeorm';
import type { Account } from '../users/user.entity';
import type { Client } from './client';
import type { RefreshTokenClaims } from './refresh-token';
import type { RotationState } from './rotation-rules';
import { SESSION_IS_LIVE } from './session.entity';

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

const SNAPSHOT = `
  s.id, user_id AS "userId", email, display_name AS "displayName", generation,
  previous_generation AS "previousGeneration", acknowledged, remember_me AS "rememberMe",
  ${milliseconds('u.created_at')} AS "userCreatedAt",
  ${milliseconds('rotated_at')} AS "rotatedAt",
  ${milliseconds('authenticated_at')} AS "authenticatedAt",
  ${milliseconds('idle_expires_at')} AS "idleExpiresAt",
  ${milliseconds('absolute_expires_at')} AS "absoluteExpiresAt",
  ${milliseconds('now()::timestamptz(3)')} AS now,
  revoked_at IS NOT NULL OR disabled_at IS NOT NULL
    OR idle_expires_at <= now() OR absolute_expires_at <= now() AS ended`;

const READ = `SELECT ${SNAPSHOT} FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1`;

const ADVANCE = `
  UPDATE sessions s
  SET generation = generation + 1, previous_generation = generation, rotated_at = now(), last_used_at = now(),
      acknowledged = false, ip = $6, user_agent = $7,
      idle_expires_at = least(absolute_expires_at,
        now() + interval '1 millisecond' * CASE WHEN remember_me THEN $4::float8 ELSE $5::float8 END)
  FROM users u
  WHERE s.id = $1 AND generation = $2 AND rotated_at <= now() - interval '1 millisecond' * $3::float8
    AND u.id = user_id AND disabled_at IS NULL AND ${SESSION_IS_LIVE}
  RETURNING ${SNAPSHOT}`;

/** Lifetimes in milliseconds: of an old token after its replacement, and of a session without use. */
export interface RotationTimes {
  readonly refreshWindow: number;
  readonly refreshIdleTtl: number;
  readonly refreshSessionIdleTtl: number;
}

/**
 * The usual refresh in one statement: the token is the current one and due to be replaced, which is what
 * `decideRotation` calls `due`.
 * @returns the session as it is now; undefined when the case is another one and nothing was done.
 */
export async function advanceIfDue(
  manager: EntityManager,
  { sessionId, generation }: RefreshTokenClaims,
  { refreshWindow, refreshIdleTtl, refreshSessionIdleTtl }: RotationTimes,
  { ip, userAgent }: Client,
): Promise<Snapshot | undefined> {
  const values = [sessionId, generation, refreshWindow, refreshIdleTtl, refreshSessionIdleTtl, ip, userAgent];
  const [[advanced]] = await manager.query<[Snapshot[], number]>(ADVANCE, values);
  return advanced;
}

/** Undefined when there is no such session. */
export async function readSnapshot(manager: EntityManager, id: string): Promise<Snapshot | undefined> {
  const [snapshot] = await manager.query<Snapshot[]>(READ, [id]);
  return snapshot;
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
