import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The counters of rate-limiter-flexible; the columns are the ones it asks for. */
@Entity('rate_limits')
export class RateLimit {
  @PrimaryColumn('varchar', { length: 255, primaryKeyConstraintName: 'rate_limits_pkey' })
  key!: string;

  @Column('integer', { default: 0 })
  points!: number;

  /** Milliseconds since 1970. */
  @Index('rate_limits_by_expire')
  @Column('bigint', { nullable: true })
  expire!: string | null;
}
