import {
  IsDatabaseUrl,
  IsDatabaseUrlList,
  IsDuration,
  IsInteger,
  IsNetworkList,
  IsOneOf,
  IsOptionalPort,
  IsOrigin,
  IsOriginList,
  IsPause,
  IsSecretList,
  IsTimeout,
} from './setting-rules';

/** Every setting of the server as text, with its default, before it is typed. */
export class Environment {
  @IsOneOf('', 'development', 'test', 'production')
  NODE_ENV = '';

  @IsInteger(1, 65_535)
  PORT = '3000';

  HOST = '127.0.0.1';

  @IsOrigin()
  PUBLIC_URL = '';

  @IsOneOf('on', 'off')
  ALLOW_INSECURE_HTTP = 'off';

  @IsInteger(1, 128)
  WEB_CONCURRENCY = '1';

  @IsDatabaseUrl()
  DATABASE_URL = '';

  @IsDatabaseUrl()
  DATABASE_MIGRATION_URL = '';

  @IsDatabaseUrl()
  DATABASE_DIRECT_URL = '';

  @IsDatabaseUrlList()
  DATABASE_REPLICA_URLS = '';

  @IsOneOf('on', 'off')
  DATABASE_NAMED_STATEMENTS = 'on';

  @IsTimeout()
  CONNECTION_TIMEOUT = '2s';

  @IsTimeout()
  STATEMENT_TIMEOUT = '2500ms';

  @IsSecretList()
  JWT_SECRETS = '';

  @IsSecretList()
  REFRESH_SECRETS = '';

  @IsSecretList()
  PASSWORD_PEPPER = '';

  @IsDuration()
  ACCESS_TOKEN_TTL = '15m';

  @IsDuration()
  REFRESH_IDLE_TTL = '7d';

  @IsDuration()
  REFRESH_SESSION_IDLE_TTL = '12h';

  @IsDuration()
  REFRESH_ABSOLUTE_TTL = '30d';

  @IsDuration()
  REFRESH_WINDOW = '10s';

  @IsDuration()
  AUDIT_RETENTION = '365d';

  @IsInteger(4, 15)
  BCRYPT_COST = '12';

  @IsOneOf('on', 'off')
  AUTH_THROTTLE = 'on';

  @IsOneOf('open', 'closed')
  REGISTRATION = 'open';

  @IsOriginList()
  CORS_ORIGINS = '';

  @IsNetworkList()
  TRUSTED_PROXIES = '';

  @IsInteger(1, 1_000_000)
  OPEN_TASKS_MAXIMUM = '10000';

  @IsInteger(1, 100_000_000)
  TASKS_MAXIMUM = '100000';

  @IsInteger(1, 1_000)
  REQUESTS_IN_HAND_MAXIMUM = '5';

  @IsInteger(1, 1_000_000)
  CONNECTIONS_PER_SOURCE = '256';

  @IsInteger(1, 1_000)
  EXPORTS_MAXIMUM = '3';

  @IsInteger(1, 1_000)
  UPLOADS_MAXIMUM = '3';

  @IsInteger(128, 1_000_000)
  UPLOAD_SPACE_MAXIMUM = '256';

  @IsInteger(128, 1_000_000)
  UPLOAD_SPACE_PER_PERSON = '128';

  @IsInteger(8, 1_000_000)
  IDEMPOTENCY_SPACE = '64';

  @IsInteger(1, 1_000_000)
  UNREAD_SPACE = '32';

  @IsTimeout()
  EXPORT_TIMEOUT = '1h';

  @IsTimeout()
  IMPORT_TIMEOUT = '5m';

  @IsPause()
  SHUTDOWN_DELAY = '0s';

  @IsTimeout()
  SHUTDOWN_TIMEOUT = '6s';

  @IsTimeout()
  REQUEST_TIMEOUT = '30s';

  @IsTimeout()
  EVENT_HEARTBEAT = '25s';

  @IsDuration()
  TRASH_RETENTION = '30d';

  @IsOneOf('on', 'off')
  REQUIRE_IF_MATCH = 'off';

  @IsOneOf('on', 'off')
  API_DOCS = 'on';

  @IsOptionalPort()
  METRICS_PORT = '';

  METRICS_HOST = '127.0.0.1';

  @IsOneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent')
  LOG_LEVEL = 'info';

  @IsOneOf('json', 'pretty')
  LOG_FORMAT = process.stdout.isTTY ? 'pretty' : 'json';
}

export type Setting = keyof Environment;

/** Settings that can also be given as the path of a file, in `NAME_FILE`. */
export const SECRET_SETTINGS = [
  'DATABASE_URL',
  'DATABASE_MIGRATION_URL',
  'DATABASE_DIRECT_URL',
  'DATABASE_REPLICA_URLS',
  'JWT_SECRETS',
  'REFRESH_SECRETS',
  'PASSWORD_PEPPER',
] as const satisfies readonly Setting[];
