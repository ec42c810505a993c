import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** Every event type; the names are part of the contract of the export and the event list. */
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
 * Who did what, when and from where (ASVS V16.2.1). Append-only: the server's role may neither update nor delete rows,
 * and no foreign key deletes them with the account (ASVS V16.4.2).
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

  /** The acting session. */
  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId!: string | null;

  /** The target, if different: another session or an access token. */
  @Column('uuid', { name: 'target_id', nullable: true })
  targetId!: string | null;

  /** A keyed hash of an identifier that matches no account: people type passwords into the wrong field. */
  @Column('text', { name: 'unknown_identifier', nullable: true })
  unknownIdentifier!: string | null;

  @Column('inet', { nullable: true })
  ip!: string | null;

  @Column('text', { name: 'user_agent', nullable: true })
  userAgent!: string | null;

  @Column('text', { name: 'request_id', nullable: true })
  requestId!: string | null;
}
