import { Logger } from '@nestjs/common';
import { diag, type DiagLogger, DiagLogLevel } from '@opentelemetry/api';

/** Milliseconds between log lines about an unreachable collector, instead of one per batch. */
const QUIET_TIME = 60_000;

/** Logs OpenTelemetry's own errors as JSON lines, like the rest of the server. */
export function logDiagnostics(): void {
  const logger = new Logger('OpenTelemetry');
  let quietUntil = 0;
  const warn: DiagLogger['warn'] = (message) => {
    if (performance.now() >= quietUntil) {
      quietUntil = performance.now() + QUIET_TIME;
      logger.warn(message);
    }
  };
  const ignore: DiagLogger['info'] = () => undefined;
  const listener: DiagLogger = { error: warn, warn, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(listener, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
}
