/** Instants as PostgreSQL's text, which needs no conversion. */
const asText = {
  getTypeParser:
    () =>
    (text: string): string =>
      text,
};

const LIVE = 'revoked_at IS NULL AND idle_expires_at > now() AND absolute_expires_at > now()';
const TASK = `id, title, description, completed_at AS "completedAt", priority, due_date::text AS "dueDate",
  to_json(tags)::text AS tags, version, created_at AS "createdAt", updated_at AS "updatedAt"`;
const PAGE = `SELECT ${TASK} FROM tasks WHERE owner_id = $1 AND deleted_at IS NULL
  ORDER BY created_at DESC, id DESC LIMIT 51`;

/** The product's statements for the same requests, prepared once per connection. */
export const STATEMENTS = {
  session: {
    name: 'session',
    text: `SELECT generation, previous_generation, acknowledged,
             authenticated_at > now() - interval '10 minutes' AS recently_authenticated
           FROM sessions s JOIN users u ON u.id = s.user_id
           WHERE s.id = $1 AND s.user_id = $2 AND disabled_at IS NULL AND ${LIVE}`,
  },
  task: {
    name: 'task',
    text: `SELECT ${TASK} FROM tasks WHERE id = $1 AND owner_id = $2 AND deleted_at IS NULL`,
    types: asText,
  },
  page: { name: 'page', text: PAGE, types: asText },
  /** The same with `pg` defaults: every instant becomes a `Date`. */
  pageWithDates: { name: 'page', text: PAGE },
  create: {
    name: 'create',
    text: `INSERT INTO tasks (id, owner_id, title) VALUES ($1, $2, $3) RETURNING ${TASK}`,
    types: asText,
  },
  me: {
    name: 'me',
    text: `SELECT id, email, display_name AS "displayName", created_at AS "createdAt" FROM users WHERE id = $1`,
    types: asText,
  },
  /** Reads, decides and writes in one statement, ignoring races and lost responses. */
  refresh: {
    name: 'refresh',
    text: `UPDATE sessions s SET generation = generation + 1, previous_generation = generation, acknowledged = false,
             rotated_at = now(), last_used_at = now(), ip = $3, user_agent = $4,
             idle_expires_at = least(now() + interval '7 days', absolute_expires_at)
           FROM users u
           WHERE s.id = $1 AND generation = $2 AND u.id = s.user_id AND disabled_at IS NULL AND ${LIVE}
           RETURNING u.id, email, display_name AS "displayName", u.created_at AS "createdAt", generation,
             extract(epoch FROM authenticated_at)::int4 AS "authTime"`,
    types: asText,
  },
} as const;
