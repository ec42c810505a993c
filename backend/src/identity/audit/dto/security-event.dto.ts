import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { DEVICE_NAME, IP_ADDRESS } from '../../../platform/openapi/text-schemas';
import { deviceNameOf } from '../../../platform/http/device-name';
import { AUDIT_EVENTS, type AuditEventName } from '../audit-event.entity';

@ApiSchema({ name: 'SecurityEvent' })
export class SecurityEventDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  occurredAt!: string;

  @ApiProperty({ enum: [...AUDIT_EVENTS], enumName: 'SecurityEventName' })
  event!: AuditEventName;

  @ApiProperty({ description: 'Whether the session of the request did it.' })
  current!: boolean;

  @ApiProperty(IP_ADDRESS)
  ipAddress!: string | null;

  @ApiProperty(DEVICE_NAME)
  deviceName!: string | null;
}

/** A row of `SECURITY_EVENT_COLUMNS`; instants arrive as RFC 3339 text. */
export type SecurityEventRow = Omit<SecurityEventDto, 'current' | 'deviceName'> & {
  readonly sessionId: string | null;
  readonly targetId: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
};

/** Everything an event shows to its person, under the names used in responses. */
export const SECURITY_EVENT_COLUMNS = [
  'id',
  'occurred_at AS "occurredAt"',
  'event',
  'session_id AS "sessionId"',
  'target_id AS "targetId"',
  'ip AS "ipAddress"',
  'user_agent AS "userAgent"',
  'request_id AS "requestId"',
].join(', ');

export function toSecurityEventDto(row: SecurityEventRow, currentSessionId: string): SecurityEventDto {
  return {
    id: row.id,
    occurredAt: row.occurredAt,
    event: row.event,
    current: row.sessionId === currentSessionId,
    ipAddress: row.ipAddress,
    deviceName: deviceNameOf(row.userAgent),
  };
}
