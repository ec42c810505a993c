/**
 * Tracing, if the environment asks for it. Import it before everything else: HTTP and PostgreSQL are instrumented when
 * they are loaded. Without tracing the SDK's code is not even loaded.
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
  // Only `require` can load a module both synchronously and on demand.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { startOpenTelemetry } = require('./open-telemetry') as typeof OpenTelemetry;
  return startOpenTelemetry();
}
