import type { Database } from './database.ts';
import { PASSWORD } from './people.ts';

export const TASKS_EACH = 1_000;

/** Batch size: progress is visible in the process list, and can be interrupted. */
const BATCH = 250_000;

/** A title has three of these words, and a number. One contains letters that others start with, one no spaces. */
const WORDS = `ARRAY['water','plants','invoice','garden','train','passport','slides','bicycle','present','rent',
  'survey','chapter','bakery','meeting','window','letter','doctor','kitchen','Straßenfest','买牛奶']`;

/**
 * Creates people with a thousand tasks each until the table has this many rows. Their tasks are interleaved, as after
 * years of use.
 */
export async function growTasks(database: Database, rows: number): Promise<void> {
  const [{ count = 0 } = {}] = await database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM tasks',
  );
  await withoutIndexes(database, async () => {
    for (let missing = rows - count; missing > 0; missing -= BATCH) {
      await insertTasks(database, Math.ceil(Math.min(missing, BATCH) / TASKS_EACH));
    }
  });
  await database.query('VACUUM ANALYZE tasks');
}

/** Recreating indexes afterwards takes a fraction of the time. Those of constraints stay. */
async function withoutIndexes(database: Database, work: () => Promise<void>): Promise<void> {
  const indexes = await database.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index
     WHERE indrelid = 'tasks'::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
  );
  for (const { name } of indexes) {
    await database.query(`DROP INDEX ${name}`);
  }
  await work();
  for (const { definition } of indexes) {
    await database.query(definition);
  }
}

async function insertTasks(database: Database, owners: number): Promise<void> {
  await database.query(
    `WITH owner AS (
       INSERT INTO users (id, email, email_key, display_name, password_hash)
       SELECT id, id || '@example.org', id || '@example.org', 'Somebody', $3
       FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1)) AS ids
       RETURNING id
     )
     ${insertFor('owner', '$2')}`,
    [owners, TASKS_EACH, `not ${PASSWORD}`],
  );
}

/** Gives one person the same tasks as everybody has. */
export async function giveTasks(database: Database, userId: string): Promise<void> {
  await database.query(insertFor('(SELECT $1::uuid AS id) AS owner', '$2'), [userId, TASKS_EACH]);
  await database.query('VACUUM ANALYZE tasks');
}

/** A description that is as costly as possible for search and index; and a cheap one. */
export const HEAVY = 'a.';
export const LIGHT = 'bb';

/** Tasks with descriptions of maximum length, for many people. */
export async function giveLongTasks(
  database: Database,
  emails: readonly string[],
  count: number,
  text: typeof HEAVY | typeof LIGHT,
): Promise<void> {
  await database.query(
    `INSERT INTO tasks (id, owner_id, title, description)
     SELECT uuidv7(), users.id, 'a.a.a. ' || n, repeat($3, 5000)
     FROM users, generate_series(1, $2::int) AS n WHERE email = ANY($1)`,
    [emails, count, text],
  );
  await database.query('VACUUM ANALYZE tasks');
}

function insertFor(owner: string, count: string): string {
  return `INSERT INTO tasks (id, owner_id, title, description, priority, due_date, tags, completed_at, created_at)
    SELECT uuidv7(), owner.id,
      word[1 + n % 20] || ' ' || word[1 + n / 20 % 20] || ' ' || word[1 + n / 7 % 20] || ' ' || n,
      CASE WHEN n % 3 = 0 THEN 'Before ' || word[1 + n % 19] || ' and after ' || word[1 + n % 17] END,
      (enum_range(NULL::task_priority))[1 + n % 4],
      CASE WHEN n % 2 = 0 THEN date '2026-01-01' + n % 365 END,
      CASE WHEN n % 4 = 0 THEN ARRAY['home', 'tag ' || n % 9] ELSE '{}' END,
      CASE WHEN n % 5 = 0 THEN now() END,
      now() - (${count}::int - n) * interval '1 hour'
    FROM generate_series(1, ${count}::int) AS n, ${owner}, LATERAL (SELECT ${WORDS} AS word) AS words
    ORDER BY n`;
}
