import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  byNumberOfCharges,
  type Charge,
  type Counted,
  type CountedRow,
  countInTurn,
  keyOf,
  parametersOf,
  selectCounted,
} from './count-in-turn';
import { FAILURE_WAITS, LIMITS } from './limits';
import { LimitCountersService, type Refusal } from './limit-counters.service';
import { secondsOf } from './rate-limited';

/** Either the failure count, should this attempt fail, and the charges counted with it, or why it is refused. */
export type Admission =
  | { readonly failures: number; readonly counted: readonly Counted[]; readonly refused?: undefined }
  | { readonly refused: Refusal };

/** One statement, so that of a hundred concurrent attempts no more get through than of a hundred sequential ones. */
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

const admitStatement = byNumberOfCharges(
  (charges) => `
    WITH admitted AS (${COUNT_UNLESS_BLOCKED}), ${countInTurn(charges, { name: 'admitted', parameters: 3 })}
    SELECT -1 AS position, failures AS count, NULL AS expire, NULL AS "millisecondsLeft" FROM admitted
    UNION ALL ${selectCounted(charges)} ORDER BY position`,
);

const READ_WAIT = `
  SELECT (extract(epoch FROM blocked_until - now()) * 1000)::float8 AS milliseconds
  FROM password_backoffs WHERE key = $1`;

/** Takes the locks in the same order as counting does, to avoid deadlocks. */
const andGiveBack = (settle: string, key: string, expire: string) => `
  WITH settled AS (${settle} RETURNING key)
  UPDATE rate_limits SET points = points - 1 FROM (SELECT count(*) FROM settled) AS done
  WHERE key = ${key}::text AND expire = ${expire}::bigint AND points > 0`;

const FORGET = andGiveBack('DELETE FROM password_backoffs WHERE key = $1', '$2', '$3');

const TAKE_BACK = andGiveBack(
  `UPDATE password_backoffs
   SET failures = failures - 1, blocked_until = CASE WHEN failures = $2 THEN NULL ELSE blocked_until END
   WHERE key = $1 AND failures > 0`,
  '$3',
  '$4',
);

/** The waits after wrong passwords, by the database's clock, and the limits on such failures. */
@Injectable()
export class PasswordBackoffsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly counters: LimitCountersService,
  ) {}

  /**
   * Counts an attempt as a failure before it is made. A blocked attempt changes nothing: it neither prolongs the wait
   * nor consumes limits.
   */
  async admit(key: string, charges: readonly Charge[]): Promise<Admission> {
    const [admitted, ...rows] = await this.dataSource.query<CountedRow[]>(admitStatement(charges), [
      key,
      FAILURE_WAITS,
      LIMITS.password.window,
      ...charges.flatMap(parametersOf),
    ]);
    if (!admitted) {
      return { refused: { limit: 'password', seconds: await this.readWait(key) } };
    }
    const { counted, refused } = await this.counters.tally(charges, rows);
    if (refused) {
      await this.takeBack(key, admitted.count);
      return { refused };
    }
    return { failures: admitted.count, counted };
  }

  /** Called after a correct password. @param budget of failures: this attempt is removed from it. */
  async forget(key: string, budget: Counted): Promise<void> {
    await this.dataSource.query(FORGET, [key, keyOf(budget), budget.expire]);
  }

  /** Reverts an attempt that was admitted but not made. */
  async takeBack(key: string, failures: number, budget?: Counted): Promise<void> {
    await this.dataSource.query(TAKE_BACK, [key, failures, budget && keyOf(budget), budget?.expire]);
  }

  private async readWait(key: string): Promise<number> {
    const [wait] = await this.dataSource.query<{ milliseconds: number | null }[]>(READ_WAIT, [key]);
    return secondsOf(wait?.milliseconds ?? 0);
  }
}
