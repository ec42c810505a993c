import { Logger } from '@nestjs/common';
import { diag, type DiagLogger, DiagLogLevel } from '@opentelemetry/api';

/** A collector that is away is told of once in so many milliseconds, not with each batch. */
const QUIET_TIME = 60_000;

/** Lets OpenTelemetry tell its troubles as any other part of the server does: in lines of JSON. */
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
