import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
} from 'typeorm';
import { User } from '../users/user.entity';
import type { Scope } from '../scope';

/** Tokens that one person can have, expired ones included (documented number, ASVS V2.3.2). */
export const PERSONAL_TOKENS_MAXIMUM = 100;

export const TOKEN_NAME_MAXIMUM = 100;

/** A personal access token for scripts. Revoking deletes the row; only audit events remain. */
@Entity('access_tokens')
@Index('access_tokens_by_user', ['userId', 'id'])
@Check('access_tokens_name_length', `char_length(name) BETWEEN 1 AND ${TOKEN_NAME_MAXIMUM}`)
export class PersonalToken {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'access_tokens_pkey' })
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'access_tokens_user_id_fkey' })
  user?: User;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  scopes!: Scope[];

  /** SHA-256 of the whole token. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  /** Rounded to the minute. */
  @Column({ type: 'timestamptz', name: 'last_used_at', precision: 3, nullable: true })
  lastUsedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;
}
