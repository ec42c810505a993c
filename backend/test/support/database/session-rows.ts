import type { Statements } from './sql-pool';

/** A row of `sessions`; `xmin` changes with every write to it. */
export interface SessionRow {
  id: string;
  user_id: string;
  generation: number;
  previous_generation: number | null;
  acknowledged: boolean;
  rotated_at: Date;
  authenticated_at: Date;
  idle_expires_at: Date;
  absolute_expires_at: Date;
  revoked_at: Date | null;
  revoked_reason: string | null;
  ip: string | null;
  user_agent: string | null;
  xmin: string;
}

/** The session that a refresh token names. */
export async function sessionOf(owner: Statements, refreshToken: string): Promise<SessionRow> {
  const [row] = await owner.query<SessionRow[]>('SELECT *, xmin FROM sessions WHERE id = $1', [
    sessionIdOf(refreshToken),
  ]);
  if (!row) {
    throw new Error('No such session');
  }
  return row;
}

export function sessionIdOf(refreshToken: string): string {
  return refreshToken.split('.')[2] ?? '';
}

export function sessionsOfUser(owner: Statements, userId: string): Promise<SessionRow[]> {
  return owner.query('SELECT *, xmin FROM sessions WHERE user_id = $1 ORDER BY created_at', [userId]);
}

/** Moves the last rotation into the past, in place of waiting: beyond `REFRESH_WINDOW`, unless told otherwise. */
export async function ageRotation(owner: Statements, refreshToken: string, interval = '1 h'): Promise<void> {
  await owner.query('UPDATE sessions SET rotated_at = now() - $2::interval WHERE id = $1', [
    sessionIdOf(refreshToken),
    interval,
  ]);
}
