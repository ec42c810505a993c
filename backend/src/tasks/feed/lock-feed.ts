import type { EntityManager } from 'typeorm';

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
