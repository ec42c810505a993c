import type { EntityManager } from 'typeorm';

interface OwnersPosition {
  readonly id: string;
  readonly position: string;
}

/** The last committed position of each person's feed on the primary; people who never had a task are omitted. */
export function readPositions(primary: EntityManager, ownerIds: string[]): Promise<OwnersPosition[]> {
  return primary.query<OwnersPosition[]>(
    'SELECT owner_id AS id, position FROM task_feeds WHERE owner_id = ANY($1::uuid[])',
    [ownerIds],
  );
}

/**
 * Whether a replica has replayed everything up to a position; if so, that remains true. A replica promoted meanwhile
 * has diverged, so that its positions mean nothing.
 */
export async function hasReplayed(
  replica: EntityManager,
  ownerId: string,
  position: string,
): Promise<boolean> {
  const [{ replayed }] = await replica.query<[{ replayed: boolean }]>(
    `SELECT pg_is_in_recovery()
            AND coalesce((SELECT position FROM task_feeds WHERE owner_id = $1), 0) >= $2 AS replayed`,
    [ownerId, position],
  );
  return replayed;
}
