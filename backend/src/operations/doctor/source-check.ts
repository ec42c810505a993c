import type { DataSource } from 'typeorm';
import { type Finding, ok, warn } from './finding';

/** Number of people that are unlikely to share one address by coincidence. */
const PEOPLE_MINIMUM = 5;

/**
 * Whether recently recorded addresses belong to people, or all to a proxy whose `X-Forwarded-For` is not trusted: then
 * everybody shares one rate limit.
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
