import type { EntityManager } from 'typeorm';
import { MAX } from 'uuid';
import { BEGINNING, type ChangeCursor, presentAt } from './change-cursor';

/** A changed task; `gone` if it is in the trash or permanently deleted. */
export interface ChangeRow {
  readonly changePosition: string;
  readonly taskId: string;
  readonly gone: boolean;
}

export interface ChangePage<Row extends ChangeRow> {
  readonly rows: Row[];
  /** The position after the last row. */
  readonly next: ChangeCursor;
  readonly hasMore: boolean;
}

/** Columns added to each row, or returned alone when there are no rows. */
interface FeedState {
  readonly feedPosition: string;
  readonly outdated: boolean;
}

/**
 * Reads both tables and the feed's state in one snapshot, so that a concurrent purge cannot hide changes. The branches
 * are read in index order and merged (keyset pagination), so that every page costs the same.
 */
const PAGE = (columns: string): string => `
  SELECT feed.position AS "feedPosition",
         $4::bigint IS NOT NULL AND (
           feed.position < $2::bigint
           OR feed.forgotten_position > $4::bigint
              AND (feed.forgotten_position, '${MAX}'::uuid) > ($2::bigint, $3::uuid)
         ) AS outdated,
         page.change_position AS "changePosition", page.task_id AS "taskId", page.gone, ${columns}
  FROM task_feeds AS feed
  LEFT JOIN LATERAL (
    (SELECT change_position, id AS task_id, deleted_at IS NOT NULL AS gone FROM tasks
     WHERE owner_id = $1 AND (change_position, id) > ($2::bigint, $3::uuid)
       AND (deleted_at IS NULL OR change_position > coalesce($4::bigint, feed.position))
     ORDER BY change_position, id LIMIT $5)
    UNION ALL
    (SELECT change_position, task_id, true FROM task_tombstones
     WHERE owner_id = $1 AND (change_position, task_id) > ($2::bigint, $3::uuid)
       AND change_position > coalesce($4::bigint, feed.position)
     ORDER BY change_position, task_id LIMIT $5)
    ORDER BY change_position, task_id LIMIT $5
  ) AS page ON true
  LEFT JOIN tasks ON tasks.owner_id = feed.owner_id AND tasks.id = page.task_id
  WHERE feed.owner_id = $1
  ORDER BY page.change_position, page.task_id`;

/**
 * A page of this person's task changes after a cursor, oldest first; without a cursor, from the beginning.
 * @param columns of the task table, null for a permanently deleted task.
 * @returns undefined when the cursor is outdated.
 */
export async function readChanges<Columns extends object>(
  manager: EntityManager,
  ownerId: string,
  cursor: ChangeCursor | undefined,
  limit: number,
  columns: string,
): Promise<ChangePage<ChangeRow & Columns> | undefined> {
  const { position, id } = cursor ?? BEGINNING;
  const parameters = [ownerId, position, id, cursor?.startedAt ?? null, limit + 1];
  const found = await manager.query<(ChangeRow & Columns & FeedState)[]>(PAGE(columns), parameters);
  const { feedPosition = '0', outdated = position !== '0' } = found[0] ?? {};
  if (outdated) {
    return undefined;
  }
  const changes = found.filter(({ taskId }) => taskId !== null);
  const rows = changes.slice(0, limit);
  const last = rows.at(-1);
  const hasMore = changes.length > limit;
  const startedAt = cursor?.startedAt ?? feedPosition;
  const next = hasMore && last ? placeOf(last, startedAt) : presentAt(feedPosition);
  return { rows, next, hasMore };
}

/** The current end of this person's change feed. */
export async function readPresent(manager: EntityManager, ownerId: string): Promise<ChangeCursor> {
  const [feed] = await manager.query<{ position: string }[]>(
    'SELECT position FROM task_feeds WHERE owner_id = $1',
    [ownerId],
  );
  return presentAt(feed?.position ?? '0');
}

export function placeOf({ changePosition, taskId }: ChangeRow, startedAt: string): ChangeCursor {
  return { position: changePosition, id: taskId, startedAt };
}
