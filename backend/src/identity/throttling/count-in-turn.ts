import { type LimitName, LIMITS } from './limits';

/** One unit counted against a limit. */
export interface Charge {
  readonly limit: LimitName;
  /** The subject that it is counted for. */
  readonly subject: string;
}

/** A charge that fitted within its limit. */
export interface Counted extends Charge {
  /** The number in the window, including this one. */
  readonly count: number;
  readonly millisecondsLeft: number;
  /** Identifies the window by its end, in milliseconds since 1970. */
  readonly expire: string;
}

export type CountedRow = Pick<Counted, 'count' | 'millisecondsLeft' | 'expire'>;

/** SQL: the time of the database in milliseconds since 1970. */
export const NOW = '(extract(epoch FROM now()) * 1000)::bigint';

/** Limits whose counters have another name, for compatibility with servers of earlier releases. */
const NAMES: Partial<Record<LimitName, string>> = {
  login: 'source:login',
  register: 'source:register',
  refresh: 'source:refresh',
};

/** The name of a counter. */
export function keyOf({ limit, subject }: Charge): string {
  return `${NAMES[limit] ?? limit}:${subject}`;
}

/** The parameters of `countInTurn` for a charge. */
export function parametersOf(charge: Charge): [key: string, quota: number, milliseconds: number] {
  const { quota, window } = LIMITS[charge.limit];
  return [keyOf(charge), quota, window * 1_000];
}

/**
 * SQL: counts several charges in one statement, each only if the previous one was counted, so that a request refused by
 * its own limit consumes nothing of a shared one. An exhausted limit is not written to.
 * @param before an expression that must first return a row, and its number of parameters.
 */
export function countInTurn(charges: number, before?: { name: string; parameters: number }): string {
  const first = (before?.parameters ?? 0) + 1;
  return Array.from({ length: charges }, (_, position) => {
    const after = position === 0 ? before?.name : `counted_${position - 1}`;
    return `counted_${position} AS (${countOne(first + 3 * position, after)})`;
  }).join(',');
}

/** SQL: the rows of `countInTurn` in order, one per charge up to the first refusal. */
export function selectCounted(charges: number): string {
  return Array.from(
    { length: charges },
    (_, position) => `
      SELECT ${position} AS position, points AS count, expire::text AS expire,
             (expire - ${NOW})::float8 AS "millisecondsLeft" FROM counted_${position}`,
  ).join(' UNION ALL ');
}

/** A statement for one charge and one for two, each built once. */
export function byNumberOfCharges(
  statement: (charges: number) => string,
): (charges: readonly Charge[]) => string {
  const statements = [1, 2].map(statement);
  return ({ length }) => {
    const found = statements[length - 1];
    if (!found) {
      throw new Error(`Nothing counts ${length} charges`);
    }
    return found;
  };
}

function countOne(parameter: number, after: string | undefined): string {
  return `
    INSERT INTO rate_limits AS counter (key, points, expire)
    SELECT $${parameter}::text, 1, ${NOW} + $${parameter + 2}::bigint ${after ? `FROM ${after}` : ''}
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN counter.expire > ${NOW} THEN counter.points + 1 ELSE 1 END,
      expire = CASE WHEN counter.expire > ${NOW} THEN counter.expire ELSE excluded.expire END
    WHERE counter.expire <= ${NOW} OR counter.points < $${parameter + 1}::integer
    RETURNING points, expire`;
}
