import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The count of a limit's window. */
@Entity('rate_limits')
export class RateLimit {
  @PrimaryColumn('varchar', { length: 255, primaryKeyConstraintName: 'rate_limits_pkey' })
  key!: string;

  @Column('integer', { default: 0 })
  points!: number;

  /** When the window ends, in milliseconds since 1970. */
  @Index('rate_limits_by_expire')
  @Column('bigint', { nullable: true })
  expire!: string | null;
}
