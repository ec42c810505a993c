import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { FAILURE_WAITS } from './failure-waits';
import { LIMITS } from './limits';
import { PasswordBackoff } from './password-backoff.entity';
import { secondsOf } from './rate-limited';

/** Either the number of failures, should this be one, or the seconds that are still to be waited. */
export type Admission =
  | { readonly admitted: true; readonly failures: number }
  | { readonly admitted: false; readonly seconds: number };

/** One statement, so that of a hundred attempts at once no more get through than of a hundred in a row. */
const COUNT_UNLESS_BLOCKED = `
  INSERT INTO password_backoffs AS backoff (key, failures, expires_at)
  VALUES ($1, 1, now() + $3 * interval '1 s')
  ON CONFLICT (key) DO UPDATE SET (failures, blocked_until, expires_at) = (
    SELECT next,
           now() + nullif(($2::integer[])[least(next, cardinality($2::integer[]))], 0) * interval '1 s',
           now() + $3 * interval '1 s'
    FROM (SELECT CASE WHEN backoff.expires_at > now() THEN backoff.failures + 1 ELSE 1 END AS next) AS counted
  )
  WHERE backoff.blocked_until IS NULL OR backoff.blocked_until <= now()
  RETURNING failures`;

const READ_WAIT = `
  SELECT (extract(epoch FROM blocked_until - now()) * 1000)::float8 AS milliseconds
  FROM password_backoffs WHERE key = $1`;

/** The waits after wrong passwords, on the clock of the database. */
@Injectable()
export class PasswordBackoffs {
  constructor(@InjectRepository(PasswordBackoff) private readonly backoffs: Repository<PasswordBackoff>) {}

  /** Counts an attempt as a failure before it is made. What is refused leaves no trace: it prolongs nothing. */
  async admit(key: string): Promise<Admission> {
    const [counted] = await this.backoffs.query<{ failures: number }[]>(COUNT_UNLESS_BLOCKED, [
      key,
      FAILURE_WAITS,
      LIMITS.password.window,
    ]);
    if (counted) {
      return { admitted: true, failures: counted.failures };
    }
    const [wait] = await this.backoffs.query<{ milliseconds: number | null }[]>(READ_WAIT, [key]);
    return { admitted: false, seconds: secondsOf(wait?.milliseconds ?? 0) };
  }

  /** After the right password. */
  async forget(key: string): Promise<void> {
    await this.backoffs.delete({ key });
  }

  /** Makes an attempt undone that was admitted and then not made. */
  async takeBack(key: string, failures: number): Promise<void> {
    await this.backoffs.query(
      `UPDATE password_backoffs
       SET failures = failures - 1, blocked_until = CASE WHEN failures = $2 THEN NULL ELSE blocked_until END
       WHERE key = $1 AND failures > 0`,
      [key, failures],
    );
  }
}
