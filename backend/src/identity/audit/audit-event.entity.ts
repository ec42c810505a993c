import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** Everything that is recorded; the names are part of the contract of export and list. */
export const AUDIT_EVENTS = [
  'registered',
  'signed-in',
  'sign-in-failed',
  'sign-in-throttled',
  'signed-out',
  'signed-out-everywhere',
  'session-revoked',
  'session-evicted',
  'refresh-token-reused',
  'refresh-token-answer-lost',
  'refresh-token-ahead',
  'reauthenticated',
  'reauthentication-failed',
  'password-changed',
  'password-change-failed',
  'access-token-created',
  'access-token-revoked',
  'data-exported',
  'account-deletion-failed',
  'account-deleted',
  'account-created',
  'account-disabled',
  'account-enabled',
  'sessions-ended',
  'password-reset',
  'access-token-withdrawn',
] as const;

export type AuditEventName = (typeof AUDIT_EVENTS)[number];

/**
 * Who did what, when and from where (ASVS V16.2.1). Rows are only ever added: the server's role may neither change nor
 * delete them, and no foreign key takes them along when a person leaves (ASVS V16.4.2).
 */
@Entity('audit_events')
@Index('audit_events_by_user', ['userId', 'id'])
export class AuditEvent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_events_pkey' })
  id!: string;

  @CreateDateColumn({ name: 'occurred_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  occurredAt!: Date;

  @Column('text')
  event!: AuditEventName;

  @Column('uuid', { name: 'user_id', nullable: true })
  userId!: string | null;

  /** The session that acts. */
  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId!: string | null;

  /** What it is done to, where that is something else: another session, an access token. */
  @Column('uuid', { name: 'target_id', nullable: true })
  targetId!: string | null;

  /** A keyed hash of an identifier that belongs to nobody: people type passwords into the wrong field. */
  @Column('text', { name: 'unknown_identifier', nullable: true })
  unknownIdentifier!: string | null;

  @Column('inet', { nullable: true })
  ip!: string | null;

  @Column('text', { name: 'user_agent', nullable: true })
  userAgent!: string | null;

  @Column('text', { name: 'request_id', nullable: true })
  requestId!: string | null;
}
