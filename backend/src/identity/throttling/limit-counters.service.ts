import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  byNumberOfCharges,
  type Charge,
  type Counted,
  type CountedRow,
  countInTurn,
  keyOf,
  NOW,
  parametersOf,
  selectCounted,
} from './count-in-turn';
import type { LimitName } from './limits';
import { cannotCount, secondsOf } from './rate-limited';

/** Why a request is refused: the limit, and whole seconds until it has room again. */
export interface Refusal {
  readonly limit: LimitName;
  readonly seconds: number;
}

/** The charges that were counted: all of them, or those before the refused one. */
export interface Tally {
  readonly counted: readonly Counted[];
  readonly refused?: Refusal;
}

const countStatement = byNumberOfCharges(
  (charges) => `WITH ${countInTurn(charges)} ${selectCounted(charges)} ORDER BY position`,
);

const READ_WAIT = `SELECT (expire - ${NOW})::float8 AS milliseconds FROM rate_limits WHERE key = $1`;

/** Counters in PostgreSQL: atomic, shared by all servers, surviving a restart. */
@Injectable()
export class LimitCountersService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Counts in one statement, individual limits before shared ones.
   * @throws Problem UNAVAILABLE when counting fails: requests are then refused (fail closed).
   */
  async count(charges: readonly Charge[]): Promise<Tally> {
    try {
      const rows = await this.dataSource.query<CountedRow[]>(
        countStatement(charges),
        charges.flatMap(parametersOf),
      );
      return await this.tally(charges, rows);
    } catch (error) {
      throw cannotCount(error);
    }
  }

  /** The result for charges whose rows were selected by `selectCounted`. */
  async tally(charges: readonly Charge[], rows: readonly CountedRow[]): Promise<Tally> {
    const counted = charges.slice(0, rows.length).map((charge, index) => ({ ...charge, ...rows[index]! }));
    const refused = charges[rows.length];
    return refused
      ? { counted, refused: { limit: refused.limit, seconds: await this.readWait(refused) } }
      : { counted };
  }

  private async readWait(charge: Charge): Promise<number> {
    const [row] = await this.dataSource.query<{ milliseconds: number }[]>(READ_WAIT, [keyOf(charge)]);
    return secondsOf(row?.milliseconds ?? 0);
  }
}
