import pg from 'pg';

/**
 * Makes all sessions of a person older, as if so much time had gone by since they were last used.
 * @param interval as PostgreSQL reads it, such as `11 minutes`.
 */
export async function ageSessions(email: string, interval: string): Promise<void> {
  const client = new pg.Client(process.env.E2E_DATABASE);
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `UPDATE sessions
       SET created_at = created_at - $2::interval,
           rotated_at = rotated_at - $2::interval,
           last_used_at = last_used_at - $2::interval,
           authenticated_at = authenticated_at - $2::interval,
           idle_expires_at = idle_expires_at - $2::interval,
           absolute_expires_at = absolute_expires_at - $2::interval
       WHERE user_id = (SELECT id FROM users WHERE email_key = $1)`,
      [email, interval],
    );
    if (!rowCount) {
      throw new Error(`${email} has no session`);
    }
  } finally {
    await client.end();
  }
}
