import type { EntityManager } from 'typeorm';

/**
 * The head of a statement that changes tasks of one person: a common table expression `feed` with the `position` of the
 * change, and `open_tasks` and `kept_tasks`, how many there were before. It locks the person's feed before the
 * statement touches a task, in every statement in the same order, so that changes of several tasks cannot deadlock.
 */
export const FEED = 'feed';

/** @param owner the parameter that holds the owner, such as `$1` or `:ownerId`. */
export const takePosition = (owner: string): string => takeFrom(`VALUES (${owner}, 1)`);

/**
 * The same for a statement that adds rows which refer to the account. They need it, and whoever deletes it has it before
 * the feed: so here it is held before the feed as well, or both would wait for each other. Without an account the feed
 * is taken all the same, and the rows are refused.
 */
export const takePositionForRows = (owner: string, condition?: string): string =>
  takeFrom(
    `SELECT ${owner}::uuid, 1 FROM (
       SELECT count(*) FROM (SELECT FROM users WHERE id = ${owner} FOR KEY SHARE) AS account
     ) AS held`,
    condition,
  );

/** @param first the row that is inserted for a person who has no feed yet. */
const takeFrom = (first: string, condition = 'true'): string =>
  `INSERT INTO task_feeds AS kept (owner_id, position) ${first}
   ON CONFLICT (owner_id) DO UPDATE SET position = kept.position + 1 WHERE ${condition}
   RETURNING position, open_tasks, kept_tasks`;

export const TAKEN_POSITION = `(SELECT position FROM ${FEED})`;
export const OPEN_TASKS = `(SELECT open_tasks FROM ${FEED})`;

/**
 * Locks a person's feed until the transaction is over, if nobody else has it in hand. The account is held too: whoever
 * deletes it has it locked before the feed, and a tombstone needs it, so that both would wait for each other.
 */
export async function lockFeedIfFree(manager: EntityManager, ownerId: string): Promise<boolean> {
  const locked = await manager.query<unknown[]>(
    `SELECT FROM task_feeds AS feed JOIN users ON users.id = feed.owner_id WHERE feed.owner_id = $1
     FOR UPDATE OF feed SKIP LOCKED FOR KEY SHARE OF users SKIP LOCKED`,
    [ownerId],
  );
  return locked.length > 0;
}
