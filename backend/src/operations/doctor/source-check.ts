import type { DataSource } from 'typeorm';
import { type Finding, ok, warn } from './finding';

/** As many people as do not sit behind one address by chance. */
const PEOPLE_MINIMUM = 5;

/**
 * Whether the addresses that were recorded lately are those of people, or all that of a proxy whose `X-Forwarded-For`
 * does not count: then all people share one limit.
 */
export async function examineSources(dataSource: DataSource): Promise<Finding> {
  const [{ people, addresses, address }] = await dataSource.query<
    [{ people: number; addresses: number; address: string | null }]
  >(
    `SELECT count(DISTINCT user_id)::int AS people, count(DISTINCT ip)::int AS addresses, host(max(ip)) AS address
     FROM (SELECT user_id, ip FROM audit_events WHERE ip IS NOT NULL ORDER BY id DESC LIMIT 1000) AS latest`,
  );
  return people >= PEOPLE_MINIMUM && addresses === 1
    ? warn(
        'sources',
        `The latest ${people} people all came from ${address}.`,
        'If that is your proxy, add it to TRUSTED_PROXIES: everybody shares one limit.',
      )
    : ok('sources', 'Addresses of clients are told apart.');
}
