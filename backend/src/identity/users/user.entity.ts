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

  /** What two spellings of one address share; see `emailKeyOf`. */
  @Column('text', { name: 'email_key' })
  emailKey!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  /** Null where the person has chosen the password: it opens sessions for as long as they like. */
  @Column({ type: 'timestamptz', name: 'password_expires_at', precision: 3, nullable: true })
  passwordExpiresAt!: Date | null;

  /** Rises when the password is changed or the account disabled, not with a renewed hash: former proofs count no more. */
  @Column('integer', { name: 'security_version', default: 1 })
  securityVersion!: number;

  @Column({ type: 'timestamptz', name: 'disabled_at', precision: 3, nullable: true })
  disabledAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  updatedAt!: Date;
}

/** What an answer tells of an account. */
export type Account = Readonly<
  Pick<User, 'id' | 'email' | 'displayName' | 'createdAt' | 'passwordExpiresAt'>
>;

/** What proofs of an account are bound to, such as a browser that it knows. */
export type SecuredAccount = Readonly<Pick<User, 'id' | 'securityVersion'>>;
