import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { DEVICE_NAME, IP_ADDRESS } from '../../../platform/openapi/text-schemas';
import { USER_AGENT_MAXIMUM } from '../../../platform/http/client';
import { deviceNameOf } from '../../../platform/http/device-name';

@ApiSchema({ name: 'Session' })
export class SessionDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Whether the request belongs to this session.' })
  current!: boolean;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', description: 'When it was last renewed by its refresh token.' })
  lastUsedAt!: string;

  @ApiProperty({ format: 'date-time', description: 'When it ends if it is not renewed before.' })
  expiresAt!: string;

  @ApiProperty(IP_ADDRESS)
  ipAddress!: string | null;

  @ApiProperty({ type: String, nullable: true, maxLength: USER_AGENT_MAXIMUM })
  userAgent!: string | null;

  @ApiProperty(DEVICE_NAME)
  deviceName!: string | null;
}

/** A row of `SESSION_COLUMNS`; instants arrive as RFC 3339 text. */
export type SessionRow = Omit<SessionDto, 'current' | 'deviceName'>;

/** The columns of an answer under their names in it. */
export const SESSION_COLUMNS = [
  'id',
  'created_at AS "createdAt"',
  'last_used_at AS "lastUsedAt"',
  'least(idle_expires_at, absolute_expires_at) AS "expiresAt"',
  'ip AS "ipAddress"',
  'user_agent AS "userAgent"',
].join(', ');

export function toSessionDto(row: SessionRow, currentId: string): SessionDto {
  return {
    id: row.id,
    current: row.id === currentId,
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    expiresAt: row.expiresAt,
    ipAddress: row.ipAddress,
    userAgent: row.userAgent,
    deviceName: deviceNameOf(row.userAgent),
  };
}
