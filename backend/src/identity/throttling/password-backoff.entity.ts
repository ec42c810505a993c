import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Wrong passwords for one account from one source, or from one known device. */
@Entity('password_backoffs')
export class PasswordBackoff {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'password_backoffs_pkey' })
  key!: string;

  @Column('integer')
  failures!: number;

  /** No password is checked until then; null while failures are free. */
  @Column({ type: 'timestamptz', name: 'blocked_until', precision: 3, nullable: true })
  blockedUntil!: Date | null;

  /** When the failures are forgotten. */
  @Index('password_backoffs_by_expires_at')
  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;
}
