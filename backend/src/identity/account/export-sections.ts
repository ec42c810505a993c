import { PERSONAL_TOKEN_COLUMNS, toPersonalTokenDto } from '../personal-tokens/dto/personal-token.dto';
import { SECURITY_EVENT_COLUMNS, type SecurityEventRow } from '../audit/dto/security-event.dto';
import { deviceNameOf } from '../../platform/http/device-name';
import { SESSION_COLUMNS, type SessionRow } from '../sessions/dto/session.dto';
import type { ExportedTable } from '../exports/export-pages';
import type { ExportedSessionDto } from './dto/account-export.dto';

/** A list in the export: its name, the table its rows come from, and how each row is written. */
export interface ExportSection extends ExportedTable {
  readonly name: string;
  readonly toEntry: (row: never) => object;
}

/** SQL: approximate size in bytes of a row with client details. */
const CLIENT_SIZE = '400 + coalesce(octet_length(user_agent), 0)';

/** Sections of the account itself. */
export const OWN_SECTIONS: readonly ExportSection[] = [
  {
    name: 'sessions',
    table: 'sessions',
    owner: 'user_id',
    columns: `${SESSION_COLUMNS}, revoked_at AS "revokedAt", revoked_reason AS "revokedReason"`,
    size: CLIENT_SIZE,
    toEntry: withDeviceName<SessionRow & Pick<ExportedSessionDto, 'revokedAt' | 'revokedReason'>>,
  },
  {
    name: 'accessTokens',
    table: 'access_tokens',
    owner: 'user_id',
    columns: PERSONAL_TOKEN_COLUMNS,
    size: '300 + octet_length(name)',
    toEntry: toPersonalTokenDto,
  },
  {
    name: 'securityEvents',
    table: 'audit_events',
    owner: 'user_id',
    columns: SECURITY_EVENT_COLUMNS,
    size: CLIENT_SIZE,
    toEntry: withDeviceName<SecurityEventRow>,
  },
];

function withDeviceName<Row extends { userAgent: string | null }>(
  row: Row,
): Row & { deviceName: string | null } {
  return { ...row, deviceName: deviceNameOf(row.userAgent) };
}
