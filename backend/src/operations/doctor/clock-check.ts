import type { DataSource } from 'typeorm';
import { fail, type Finding, ok, warn } from './finding';

/** Milliseconds. Access tokens are checked by this machine's clock with five seconds' tolerance, sessions by the database's. */
const WORTH_A_LOOK = 1_000;
const TOO_MUCH = 5_000;
const ADVICE = 'Let NTP set the clocks of this machine and of the database server.';

/** Compares the database's clock with this machine's at the midpoint of the query. */
export async function examineClock(dataSource: DataSource): Promise<Finding> {
  const asked = Date.now();
  const [{ now }] = await dataSource.query<[{ now: number }]>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now',
  );
  const answered = Date.now();
  return judgeClock(now - (asked + answered) / 2, (answered - asked) / 2);
}

/**
 * @param difference milliseconds by which the database is ahead.
 * @param uncertainty error bound in milliseconds: a slow response says little.
 */
export function judgeClock(difference: number, uncertainty = 0): Finding {
  const least = Math.abs(difference) - uncertainty;
  const seconds = `${(Math.abs(difference) / 1_000).toFixed(1)} s`;
  const message = `The database's clock is ${seconds} ${difference < 0 ? 'behind' : 'ahead'}.`;
  if (least > TOO_MUCH) {
    return fail('clock', message, ADVICE);
  }
  return least > WORTH_A_LOOK
    ? warn('clock', message, ADVICE)
    : ok('clock', 'The database has the same time.');
}
