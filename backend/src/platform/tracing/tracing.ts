/**
 * Traces, if the environment asks for them. Import it before everything else: HTTP and PostgreSQL are watched from the
 * moment they are loaded. A server without traces does not even read the code for them.
 */
import type * as OpenTelemetry from './open-telemetry';
import { wantsTraces } from './tracing-settings';

const NO_TRACING: OpenTelemetry.Tracing = {
  isOn: false,
  currentTraceId: () => undefined,
  stop: () => Promise.resolve(),
};

export const tracing: OpenTelemetry.Tracing = wantsTraces(process.env) ? start() : NO_TRACING;

function start(): OpenTelemetry.Tracing {
  // Only `require` loads at once what may not be needed.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { startOpenTelemetry } = require('./open-telemetry') as typeof OpenTelemetry;
  return startOpenTelemetry();
}
