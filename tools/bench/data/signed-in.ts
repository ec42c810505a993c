import { signRefreshToken } from '../floor/tokens.ts';
import type { Database } from './database.ts';

/**
 * Refresh tokens of people who signed in a minute ago: hashing a password for each would take longer than measuring.
 * @param key the secret that signs refresh tokens.
 */
export async function signIn(database: Database, key: string, count: number): Promise<string[]> {
  const sessions = await database.query<{ id: string }>(
    `WITH people AS (
       INSERT INTO users (id, email, email_key, display_name, password_hash)
       SELECT id, id || '@example.org', id || '@example.org', 'Somebody', 'none'
       FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1)) AS ids
       RETURNING id
     )
     INSERT INTO sessions (id, user_id, remember_me, rotated_at, idle_expires_at, absolute_expires_at)
     SELECT gen_random_uuid(), id, true, now() - interval '1 min', now() + interval '5 d', now() + interval '9 d'
     FROM people
     RETURNING id`,
    [count],
  );
  return sessions.map(({ id }) => signRefreshToken(key, id, 1));
}
