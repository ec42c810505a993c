import { ConfigurationError } from './configuration-error';
import { parseDuration, parsePause } from './duration';
import type { Environment } from './environment';
import { readEnvironment } from './read-environment';
import { parseSecretList, type SecretList } from './secret-list';

const MEBIBYTE = 1_048_576;
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '::1', '[::1]'];

/** Whether a host name or address, as in `URL`, `Host` or `HOST`, always refers to the local machine. */
export function isLoopbackName(name: string): boolean {
  return LOOPBACK_HOSTS.includes(name.toLowerCase());
}

/** All settings, typed. Durations are in milliseconds. Inject it wherever settings are needed. */
export class Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** The public URL: cookies, links and the expected `Origin` are derived from it. */
  readonly publicUrl: URL;
  /** Whether production may send passwords and cookies over unencrypted HTTP. */
  readonly insecureHttpAllowed: boolean;
  /** Number of server processes on this machine. */
  readonly webConcurrency: number;
  readonly databaseUrl: string;
  readonly databaseMigrationUrl: string;
  /** For LISTEN: bypasses a transaction pooler. */
  readonly databaseDirectUrl: string;
  /** Read replicas of the database; empty if there are none. */
  readonly databaseReplicaUrls: readonly string[];
  /** Whether statements are prepared once per connection. */
  readonly databaseNamedStatements: boolean;
  /** How long a request waits for a database connection. */
  readonly databaseConnectionTimeout: number;
  /** The statement timeout of the server. */
  readonly databaseStatementTimeout: number;
  readonly jwtSecrets: SecretList;
  readonly refreshSecrets: SecretList;
  readonly passwordPeppers: SecretList;
  readonly accessTokenTtl: number;
  readonly refreshIdleTtl: number;
  readonly refreshSessionIdleTtl: number;
  readonly refreshAbsoluteTtl: number;
  readonly refreshWindow: number;
  /** Age at which `npm run db:purge` deletes security events. */
  readonly auditRetention: number;
  readonly bcryptCost: number;
  readonly authThrottle: boolean;
  /** Whether self-registration is open; otherwise accounts are created by `npm run admin -- users create`. */
  readonly registrationOpen: boolean;
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly openTasksMaximum: number;
  /** Maximum tasks per person, including those completed and in the trash. */
  readonly tasksMaximum: number;
  /** Concurrent requests per person and server process; others are queued. */
  readonly requestsInHandMaximum: number;
  /** Maximum connections of one IPv4 address or IPv6 /64 to a server process. */
  readonly connectionsPerSource: number;
  /** Concurrent downloads, and uploads, per person and server process. */
  readonly exportsMaximum: number;
  readonly uploadsMaximum: number;
  /** Total bytes of uploads that one server process stores on disk. */
  readonly uploadSpaceMaximum: number;
  /** The same per person. */
  readonly uploadSpacePerPerson: number;
  /** Bytes of stored responses for the idempotency keys of one person. */
  readonly idempotencySpace: number;
  /** Bytes of unread responses per person from which further requests are refused. */
  readonly unreadSpace: number;
  /** Maximum duration of a download, however it is read. */
  readonly exportTimeout: number;
  /** Maximum duration of an import from its arrival, including the time it is queued. */
  readonly importTimeout: number;
  readonly trashRetention: number;
  /** Whether changes of a task require `If-Match`. */
  readonly requireIfMatch: boolean;
  /** How long requests are still served after `/health/ready` has begun to fail. */
  readonly shutdownDelay: number;
  /** How long requests in flight may take during shutdown. */
  readonly shutdownTimeout: number;
  /** How long the client may take to send a request. */
  readonly requestTimeout: number;
  /** The heartbeat interval of event streams. */
  readonly eventHeartbeat: number;
  readonly apiDocs: boolean;
  /** The port of the metrics; undefined when they are off. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  readonly logLevel: string;
  readonly logPretty: boolean;

  constructor(environment: Environment) {
    this.production = environment.NODE_ENV === 'production';
    this.host = environment.HOST;
    this.port = Number(environment.PORT);
    this.publicUrl = new URL(environment.PUBLIC_URL);
    this.insecureHttpAllowed = environment.ALLOW_INSECURE_HTTP === 'on';
    this.webConcurrency = Number(environment.WEB_CONCURRENCY);
    this.databaseUrl = environment.DATABASE_URL;
    this.databaseMigrationUrl = environment.DATABASE_MIGRATION_URL;
    this.databaseDirectUrl = environment.DATABASE_DIRECT_URL;
    this.databaseReplicaUrls = splitList(environment.DATABASE_REPLICA_URLS);
    this.databaseNamedStatements = environment.DATABASE_NAMED_STATEMENTS === 'on';
    this.databaseConnectionTimeout = parseDuration(environment.CONNECTION_TIMEOUT);
    this.databaseStatementTimeout = parseDuration(environment.STATEMENT_TIMEOUT);
    this.jwtSecrets = parseSecretList(environment.JWT_SECRETS);
    this.refreshSecrets = parseSecretList(environment.REFRESH_SECRETS);
    this.passwordPeppers = parseSecretList(environment.PASSWORD_PEPPER);
    this.accessTokenTtl = parseDuration(environment.ACCESS_TOKEN_TTL);
    this.refreshIdleTtl = parseDuration(environment.REFRESH_IDLE_TTL);
    this.refreshSessionIdleTtl = parseDuration(environment.REFRESH_SESSION_IDLE_TTL);
    this.refreshAbsoluteTtl = parseDuration(environment.REFRESH_ABSOLUTE_TTL);
    this.refreshWindow = parseDuration(environment.REFRESH_WINDOW);
    this.auditRetention = parseDuration(environment.AUDIT_RETENTION);
    this.bcryptCost = Number(environment.BCRYPT_COST);
    this.authThrottle = environment.AUTH_THROTTLE === 'on';
    this.registrationOpen = environment.REGISTRATION === 'open';
    this.corsOrigins = splitList(environment.CORS_ORIGINS).map(originOf);
    this.trustedProxies = splitList(environment.TRUSTED_PROXIES);
    this.openTasksMaximum = Number(environment.OPEN_TASKS_MAXIMUM);
    this.tasksMaximum = Number(environment.TASKS_MAXIMUM);
    this.requestsInHandMaximum = Number(environment.REQUESTS_IN_HAND_MAXIMUM);
    this.connectionsPerSource = Number(environment.CONNECTIONS_PER_SOURCE);
    this.exportsMaximum = Number(environment.EXPORTS_MAXIMUM);
    this.uploadsMaximum = Number(environment.UPLOADS_MAXIMUM);
    this.uploadSpaceMaximum = Number(environment.UPLOAD_SPACE_MAXIMUM) * MEBIBYTE;
    this.uploadSpacePerPerson = Number(environment.UPLOAD_SPACE_PER_PERSON) * MEBIBYTE;
    this.idempotencySpace = Number(environment.IDEMPOTENCY_SPACE) * MEBIBYTE;
    this.unreadSpace = Number(environment.UNREAD_SPACE) * MEBIBYTE;
    this.exportTimeout = parseDuration(environment.EXPORT_TIMEOUT);
    this.importTimeout = parseDuration(environment.IMPORT_TIMEOUT);
    this.trashRetention = parseDuration(environment.TRASH_RETENTION);
    this.requireIfMatch = environment.REQUIRE_IF_MATCH === 'on';
    this.shutdownDelay = parsePause(environment.SHUTDOWN_DELAY);
    this.shutdownTimeout = parseDuration(environment.SHUTDOWN_TIMEOUT);
    this.requestTimeout = parseDuration(environment.REQUEST_TIMEOUT);
    this.eventHeartbeat = parseDuration(environment.EVENT_HEARTBEAT);
    this.apiDocs = environment.API_DOCS === 'on';
    this.metricsPort = environment.METRICS_PORT === '' ? undefined : Number(environment.METRICS_PORT);
    this.metricsHost = environment.METRICS_HOST;
    this.logLevel = environment.LOG_LEVEL;
    this.logPretty = environment.LOG_FORMAT === 'pretty';
  }

  /** Whether cookies are `Secure` and HSTS is sent. */
  get secure(): boolean {
    return this.publicUrl.protocol === 'https:';
  }

  /** The longest shutdown: requests in flight, their remaining statements, and a second for everything else. */
  get longestStop(): number {
    return this.shutdownTimeout + this.databaseStatementTimeout + 1_000;
  }

  /** Whether the public URL refers to the local machine. */
  get loopback(): boolean {
    return isLoopbackName(this.publicUrl.hostname);
  }
}

/**
 * The typed settings of an environment.
 * @throws ConfigurationError with all problems at once.
 */
export function loadConfig(variables: NodeJS.ProcessEnv): Config {
  const config = new Config(readEnvironment(variables));
  const problems = [
    ...findContradictions(config),
    ...(config.production ? findProductionProblems(config) : []),
  ];
  if (problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  return config;
}

function findContradictions(config: Config): string[] {
  const longestIdle = Math.max(config.refreshIdleTtl, config.refreshSessionIdleTtl);
  return [
    longestIdle > config.refreshAbsoluteTtl &&
      'REFRESH_ABSOLUTE_TTL: must not be shorter than the idle times',
    config.refreshWindow >= Math.min(config.refreshIdleTtl, config.refreshSessionIdleTtl) &&
      'REFRESH_WINDOW: must be shorter than the idle times',
    config.metricsPort === config.port && 'METRICS_PORT: must not be PORT',
    sharesKey(config) && 'JWT_SECRETS, REFRESH_SECRETS, PASSWORD_PEPPER: must not share a secret',
  ].filter((problem) => problem !== false);
}

function findProductionProblems(config: Config): string[] {
  return [
    !config.secure &&
      !config.loopback &&
      !config.insecureHttpAllowed &&
      'PUBLIC_URL: must be https in production; on a network of your own, ALLOW_INSECURE_HTTP=on does without',
    config.bcryptCost < 12 && 'BCRYPT_COST: must be at least 12 in production',
    !config.authThrottle && 'AUTH_THROTTLE: must be on in production',
  ].filter((problem) => problem !== false);
}

function sharesKey({ jwtSecrets, refreshSecrets, passwordPeppers }: Config): boolean {
  const kids = [...jwtSecrets, ...refreshSecrets, ...passwordPeppers].map(({ kid }) => kid);
  return new Set(kids).size < kids.length;
}

/** In the form that browsers send; the origin of an app is kept as it is, since `URL` has none for it. */
function originOf(address: string): string {
  const { origin, protocol } = new URL(address);
  return /^https?:$/.test(protocol) ? origin : address;
}

function splitList(list: string): string[] {
  return list === '' ? [] : list.split(',').map((item) => item.trim());
}
