import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';

@Entity('users')
@Unique('users_email_key_unique', ['emailKey'])
@Check('users_email_length', 'char_length(email) BETWEEN 3 AND 254')
@Check('users_display_name_length', 'char_length(display_name) BETWEEN 1 AND 100')
export class User {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  id!: string;

  /** As the person typed it, trimmed. */
  @Column('text')
  email!: string;

  /** Identical for all spellings of one address; see `emailKeyOf`. */
  @Column('text', { name: 'email_key' })
  emailKey!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  /** Null for a password chosen by the person: it does not expire. */
  @Column({ type: 'timestamptz', name: 'password_expires_at', precision: 3, nullable: true })
  passwordExpiresAt!: Date | null;

  /** Incremented when the password is changed or the account disabled, not for a renewed hash; voids earlier proofs. */
  @Column('integer', { name: 'security_version', default: 1 })
  securityVersion!: number;

  @Column({ type: 'timestamptz', name: 'disabled_at', precision: 3, nullable: true })
  disabledAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  updatedAt!: Date;
}

/** What proofs about an account, such as known devices, are bound to. */
export type SecuredAccount = Readonly<Pick<User, 'id' | 'securityVersion'>>;
