import { PersonalToken } from './personal-tokens/personal-token.entity';
import { AuditEvent } from './audit/audit-event.entity';
import type { Entities } from '../platform/schema/data-source';
import { IdempotencyKey } from './idempotency/idempotency-key.entity';
import { Session } from './sessions/session.entity';
import { PasswordBackoff } from './throttling/password-backoff.entity';
import { RateLimit } from './throttling/rate-limit.entity';
import { User } from './users/user.entity';

/** The tables of this part of the backend. */
export const IDENTITY_ENTITIES: Entities = [
  User,
  Session,
  IdempotencyKey,
  RateLimit,
  PasswordBackoff,
  AuditEvent,
  PersonalToken,
];
