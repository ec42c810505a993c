import type { DataSource } from 'typeorm';
import { asOwner } from '../../platform/schema/as-owner';

/** Few enough for others to have their turn in between. */
const BATCH = 5_000;

/**
 * Deletes what was recorded longer ago than `AUDIT_RETENTION`, as the owner: the server's role cannot (ASVS V16.4.2).
 * Several may do it at once; each takes what no other has in hand.
 * @returns how many events went.
 */
export function purgeAuditEvents(environment: NodeJS.ProcessEnv): Promise<number> {
  return asOwner(environment, async (dataSource, { auditRetention }) => {
    let total = 0;
    let deleted: number;
    do {
      deleted = await deleteBatch(dataSource, auditRetention / 1_000);
      total += deleted;
    } while (deleted === BATCH);
    return total;
  });
}

async function deleteBatch(dataSource: DataSource, seconds: number): Promise<number> {
  const [, deleted] = await dataSource.query<[unknown[], number]>(
    `DELETE FROM audit_events WHERE id IN (
       SELECT id FROM audit_events WHERE occurred_at < now() - make_interval(secs => $1)
       LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
     )`,
    [seconds],
  );
  return deleted;
}
