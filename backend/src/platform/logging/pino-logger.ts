import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config/config';
import { describeError } from './describe-error';
import { currentRequestId } from './request-context';
import { escapeUnprintable, spellUnprintable } from './unprintable';

/** Redacted wherever they occur (ASVS V16.2.5). */
const SECRET_PATHS = [
  'password',
  'currentPassword',
  'newPassword',
  'accessToken',
  'token',
  'authorization',
  'cookie',
];

/**
 * The root logger: one JSON object per line, UTC timestamps (ASVS V16.2.2, V16.2.4).
 * @param currentTraceId the id of the trace that lines belong to, if tracing is on.
 */
export function createLogger(
  config: Config,
  destination?: DestinationStream,
  currentTraceId: () => string | undefined = () => undefined,
): Logger {
  return pino(
    {
      level: config.logLevel,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      mixin: () => ({ requestId: currentRequestId(), traceId: currentTraceId() }),
      serializers: { err: describeError },
      // Applied to all text, whatever its source: client input, driver messages.
      hooks: { streamWrite: config.logPretty ? spellUnprintable : escapeUnprintable },
      redact: { paths: SECRET_PATHS.flatMap((path) => [path, `*.${path}`]), censor: '[hidden]' },
    },
    destination ?? standardOutput(config),
  );
}

/** Buffers lines for up to a tenth of a second; the process flushes them before it exits. */
function standardOutput({ logPretty }: Config): DestinationStream {
  return logPretty
    ? pino.transport({ target: 'pino-pretty' })
    : pino.destination({ sync: false, minLength: 32_768, maxWrite: 65_536, periodicFlush: 100 });
}

/** Parts of NestJS that log every module and route at startup. */
const TALKATIVE = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Routes the log output of NestJS, and of everything that uses its `Logger`, through pino. */
export class PinoLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  fatal = (message: unknown, ...rest: unknown[]): void => this.write('fatal', message, rest);
  error = (message: unknown, ...rest: unknown[]): void => this.write('error', message, rest);
  warn = (message: unknown, ...rest: unknown[]): void => this.write('warn', message, rest);
  log = (message: unknown, ...rest: unknown[]): void =>
    this.write(TALKATIVE.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  debug = (message: unknown, ...rest: unknown[]): void => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]): void => this.write('trace', message, rest);

  /** NestJS passes the context last, preceded by the stack for errors. */
  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = rest.at(-1);
    const stack = rest.length > 1 ? rest[0] : undefined;
    if (message instanceof Error) {
      this.logger[level]({ context, err: message });
    } else if (typeof message === 'object' && message !== null) {
      this.logger[level]({ context, ...message });
    } else {
      this.logger[level]({ context, stack }, String(message));
    }
  }
}
