import { RefreshTokensService } from '../../../src/identity/sessions/refresh-tokens.service';
import { loadConfig } from '../../../src/platform/config/config';
import type { TestDatabase } from '../database/test-database';
import { Visitor } from './visitor';

interface SessionOfPerson {
  readonly id: string;
  readonly user_id: string;
  readonly email: string;
}

/**
 * So many people who signed in an hour ago, without a password to hash for each. They have their refresh cookies, and
 * no access token yet.
 */
export async function signedIn(
  { owner, environment }: TestDatabase,
  count: number,
  url: string,
): Promise<Visitor[]> {
  const tokens = new RefreshTokensService(loadConfig(environment));
  const sessions = await owner.query<SessionOfPerson[]>(
    `WITH people AS (
       INSERT INTO users (id, email, email_key, display_name, password_hash)
       SELECT id, id || '@example.org', id || '@example.org', 'Somebody', 'none'
       FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1)) AS ids
       RETURNING id, email
     ), opened AS (
       INSERT INTO sessions (id, user_id, remember_me, rotated_at, idle_expires_at, absolute_expires_at)
       SELECT gen_random_uuid(), id, true, now() - interval '1 h', now() + interval '1 d', now() + interval '9 d'
       FROM people
       RETURNING id, user_id
     )
     SELECT opened.id, user_id, email FROM opened JOIN people ON people.id = user_id`,
    [count],
  );
  return sessions.map(({ id, user_id, email }) => {
    const visitor = Object.assign(new Visitor(url), { userId: user_id, email });
    visitor.cookies.set('taskward_refresh_3000', tokens.issue({ sessionId: id, generation: 1 }));
    return visitor;
  });
}
