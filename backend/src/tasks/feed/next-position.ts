import type { EntityManager } from 'typeorm';

/**
 * The first CTE of a statement that changes tasks of one person: `feed` returns the change's `position`, and
 * `open_tasks` and `kept_tasks`, the counts before it. It locks the person's feed before any task, in every statement,
 * so that concurrent changes of several tasks cannot deadlock.
 */
export const FEED = 'feed';

/** @param owner the parameter that holds the owner, such as `$1` or `:ownerId`. */
export const takePosition = (owner: string): string => takeFrom(`VALUES (${owner}, 1)`);

/**
 * The same for a statement that adds rows referring to the account. Their foreign key locks the account, and account
 * deletion locks it before the feed; so here too the account is locked before the feed, to avoid a deadlock. Without an
 * account the feed is still locked, and the foreign key rejects the rows.
 */
export const takePositionForRows = (owner: string, condition?: string): string =>
  takeFrom(
    `SELECT ${owner}::uuid, 1 FROM (
       SELECT count(*) FROM (SELECT FROM users WHERE id = ${owner} FOR KEY SHARE) AS account
     ) AS held`,
    condition,
  );

/** @param first the row inserted for a person without a feed. */
const takeFrom = (first: string, condition = 'true'): string =>
  `INSERT INTO task_feeds AS kept (owner_id, position) ${first}
   ON CONFLICT (owner_id) DO UPDATE SET position = kept.position + 1 WHERE ${condition}
   RETURNING position, open_tasks, kept_tasks`;

export const TAKEN_POSITION = `(SELECT position FROM ${FEED})`;
export const OPEN_TASKS = `(SELECT open_tasks FROM ${FEED})`;

/**
 * Locks a person's feed until the transaction is over, unless another transaction holds it. Also locks the account: its
 * deletion locks it before the feed, and a tombstone refers to it, so a deadlock could occur otherwise.
 */
export async function lockFeedIfFree(manager: EntityManager, ownerId: string): Promise<boolean> {
  const locked = await manager.query<unknown[]>(
    `SELECT FROM task_feeds AS feed JOIN users ON users.id = feed.owner_id WHERE feed.owner_id = $1
     FOR UPDATE OF feed SKIP LOCKED FOR KEY SHARE OF users SKIP LOCKED`,
    [ownerId],
  );
  return locked.length > 0;
}
