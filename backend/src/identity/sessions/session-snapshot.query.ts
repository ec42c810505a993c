import type { EntityManager } from 'typeorm';
import type { Account } from '../users/user.entity';
import type { Client } from '../../platform/http/client';
import type { RefreshTokenClaims } from './refresh-token';
import type { RotationState } from './rotation-rules';
import { SESSION_IS_LIVE } from './session.entity';

/** What goes on of a session, and whose it is, at the database's time. Instants are milliseconds since 1970. */
export interface Renewal extends Omit<Account, 'id' | 'createdAt'> {
  readonly id: string;
  readonly userId: string;
  readonly userCreatedAt: number;
  readonly generation: number;
  readonly rememberMe: boolean;
  readonly authenticatedAt: number;
  readonly idleExpiresAt: number;
  readonly absoluteExpiresAt: number;
  readonly now: number;
}

/** The row as one decision sees it, with its owner. */
export type Snapshot = Renewal & RotationState;

/** Columns to set, with parameters that are counted from `$5` on, and the values of these. */
export interface SessionChange {
  readonly set: string;
  readonly values: readonly unknown[];
}

const milliseconds = (instant: string): string => `round(date_part('epoch', ${instant}) * 1000)`;

const RENEWAL = `
  s.id, user_id AS "userId", email, display_name AS "displayName", ${milliseconds('u.created_at')} AS "userCreatedAt",
  generation, remember_me AS "rememberMe", ${milliseconds('authenticated_at')} AS "authenticatedAt",
  ${milliseconds('idle_expires_at')} AS "idleExpiresAt",
  ${milliseconds('absolute_expires_at')} AS "absoluteExpiresAt",
  ${milliseconds('now()')} AS now`;

const SNAPSHOT = `
  ${RENEWAL}, previous_generation AS "previousGeneration", acknowledged,
  ${milliseconds('rotated_at')} AS "rotatedAt",
  revoked_at IS NOT NULL OR disabled_at IS NOT NULL
    OR idle_expires_at <= now() OR absolute_expires_at <= now() AS ended`;

const READ = `SELECT ${SNAPSHOT} FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1`;

/** Lifetimes in milliseconds: of an old token after its replacement, and of a session without use. */
export interface RotationTimes {
  readonly refreshWindow: number;
  readonly refreshIdleTtl: number;
  readonly refreshSessionIdleTtl: number;
}

/** A token that was presented, and by whom. */
export interface PresentedToken {
  readonly claims: RefreshTokenClaims;
  readonly client: Client;
}

/** @returns the sessions as they are now; those of which the case is another one are missing, and nothing was done. */
export type AdvanceDue = (tokens: readonly PresentedToken[]) => Promise<Renewal[]>;

/**
 * The usual refresh, of many sessions in one statement: the token is the current one and due to be replaced, which is
 * what `decideRotation` calls `due`. A session that somebody else has in hand is another case, so that none waits for
 * another. Lifetimes are settings, and so part of the text.
 */
export function prepareAdvanceDue(
  manager: EntityManager,
  { refreshWindow, refreshIdleTtl, refreshSessionIdleTtl }: RotationTimes,
): AdvanceDue {
  const statement = `
    WITH due AS (
      SELECT s.id AS due_id, generation AS due_generation, new_ip, new_user_agent
      FROM unnest($1::uuid[], $2::integer[], $3::inet[], $4::text[])
             AS presented (presented_id, presented_generation, new_ip, new_user_agent)
        JOIN sessions s ON s.id = presented_id AND generation = presented_generation
        JOIN users u ON u.id = user_id
      WHERE rotated_at <= now() - ${interval(refreshWindow)} AND disabled_at IS NULL AND ${SESSION_IS_LIVE}
      FOR NO KEY UPDATE OF s SKIP LOCKED
    )
    UPDATE sessions s
    SET generation = generation + 1, previous_generation = generation, rotated_at = now(), last_used_at = now(),
        acknowledged = false, ip = new_ip, user_agent = new_user_agent,
        idle_expires_at = least(absolute_expires_at, now() +
          CASE WHEN remember_me THEN ${interval(refreshIdleTtl)} ELSE ${interval(refreshSessionIdleTtl)} END)
    FROM due, users u
    WHERE s.id = due_id AND generation = due_generation AND u.id = user_id
    RETURNING ${RENEWAL}`;
  return async (tokens) => {
    const [advanced] = await manager.query<[Renewal[], number]>(statement, [
      tokens.map(({ claims }) => claims.sessionId),
      tokens.map(({ claims }) => claims.generation),
      tokens.map(({ client }) => client.ip),
      tokens.map(({ client }) => client.userAgent),
    ]);
    return advanced;
  };
}

const interval = (milliseconds: number): string => `interval '${milliseconds} milliseconds'`;

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
