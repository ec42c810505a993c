import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from '../users/user.entity';

export type RevocationReason =
  | 'sign-out'
  | 'signed-in-again'
  | 'signed-out-everywhere'
  | 'session-revoked'
  | 'session-evicted'
  | 'password-changed'
  | 'account-disabled'
  | 'sessions-ended'
  | 'password-reset'
  | 'refresh-token-reused';

/** SQL: whether a session is still usable. */
export const SESSION_IS_LIVE =
  'revoked_at IS NULL AND idle_expires_at > now() AND absolute_expires_at > now()';

/** One signed-in browser or client. Its refresh token is computed from `id` and `generation`, never stored. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sessions_pkey' })
  id!: string;

  @Index('sessions_user_id_index')
  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'sessions_user_id_fkey' })
  user?: User;

  @Column('integer', { default: 1 })
  generation!: number;

  @Column('integer', { name: 'previous_generation', nullable: true })
  previousGeneration!: number | null;

  @Column({ type: 'timestamptz', name: 'rotated_at', precision: 3, default: () => 'now()' })
  rotatedAt!: Date;

  /** Whether the current generation has been used since it was issued. */
  @Column('boolean', { default: false })
  acknowledged!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_used_at', precision: 3, default: () => 'now()' })
  lastUsedAt!: Date;

  @Column({ type: 'timestamptz', name: 'idle_expires_at', precision: 3 })
  idleExpiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'absolute_expires_at', precision: 3 })
  absoluteExpiresAt!: Date;

  /** When the password was last checked; a refresh does not renew it. */
  @Column({ type: 'timestamptz', name: 'authenticated_at', precision: 3, default: () => 'now()' })
  authenticatedAt!: Date;

  @Column('boolean', { name: 'remember_me' })
  rememberMe!: boolean;

  @Column('inet', { nullable: true })
  ip!: string | null;

  @Column('text', { name: 'user_agent', nullable: true })
  userAgent!: string | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', precision: 3, nullable: true })
  revokedAt!: Date | null;

  @Column('text', { name: 'revoked_reason', nullable: true })
  revokedReason!: RevocationReason | null;
}
