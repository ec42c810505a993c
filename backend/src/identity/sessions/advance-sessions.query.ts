import type { EntityManager } from 'typeorm';
import type { Client } from '../../platform/http/client';
import type { RefreshTokenClaims } from './refresh-tokens.service';
import { SESSION_IS_LIVE } from './session.entity';
import { RENEWAL, type Renewal } from './session-snapshot.query';

/** Lifetimes in milliseconds: of an old token after its replacement, and of an idle session. */
export interface RotationTimes {
  readonly refreshWindow: number;
  readonly refreshIdleTtl: number;
  readonly refreshSessionIdleTtl: number;
}

/** A refresh token and the client that presented it. */
export interface PresentedToken {
  readonly claims: RefreshTokenClaims;
  readonly client: Client;
}

/** @returns the updated sessions; those in any other state are omitted and left unchanged. */
export type AdvanceDue = (tokens: readonly PresentedToken[]) => Promise<Renewal[]>;

/**
 * The common refresh, for many sessions in one statement: the token is current and due for replacement, which is what
 * `decideRotation` calls `due`. A session locked by another transaction is skipped, so that no session waits for
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
