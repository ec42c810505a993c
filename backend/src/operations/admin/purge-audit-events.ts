import type { DataSource } from 'typeorm';
import { asOwner } from '../../platform/schema/as-owner';

/** Small enough not to hold up other statements for long. */
const BATCH = 5_000;

/**
 * Deletes audit events older than `AUDIT_RETENTION`, as the schema's owner: the server's role may not (ASVS V16.4.2).
 * Concurrent runs skip each other's locked rows.
 * @returns the number of events deleted.
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
