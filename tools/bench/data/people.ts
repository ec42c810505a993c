import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';
import { HttpClient } from '../load/http-client.ts';

export const PASSWORD = 'quiet-Lantern-71-harbour';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

interface AuthResponse {
  accessToken: string;
  user: { id: string; email: string };
}

/** Registers a new person, who is then signed in. */
export async function register(url: string): Promise<Person> {
  const client = new HttpClient(url, 1);
  const body = { email: `${randomUUID()}@example.org`, password: PASSWORD };
  const { accessToken, user } = await client.expect<AuthResponse>(201, {
    method: 'POST',
    path: '/api/v1/auth/register',
    body,
  });
  client.close();
  return { ...user, token: accessToken };
}

/** E-mails of new accounts with the same password hash: hashing each would take longer than measuring. */
export async function copyAccounts(database: Database, person: Person, count: number): Promise<string[]> {
  const rows = await database.query<{ email: string }>(
    `INSERT INTO users (id, email, email_key, display_name, password_hash)
     SELECT copy, copy || '@example.org', copy || '@example.org', display_name, password_hash
     FROM users, LATERAL (SELECT gen_random_uuid() AS copy FROM generate_series(1, $2)) AS copies
     WHERE id = $1
     RETURNING email`,
    [person.id, count],
  );
  return rows.map(({ email }) => email);
}
