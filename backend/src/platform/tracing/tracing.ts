/**
 * Traces, if the environment asks for them. Import it before everything else: HTTP and PostgreSQL are watched from the
 * moment they are loaded. A server without traces does not even read the code for them.
 */
import type * as OpenTelemetry from './open-telemetry';
import { wantsTraces } from './tracing-settings';

export interface Tracing {
  readonly isOn: boolean;
  /** What the lines of a log and the spans of a trace are joined by. */
  readonly currentTraceId: () => string | undefined;
  /** Sends what is left, for as long as a second; never fails. */
  stop(): Promise<void>;
}

const NO_TRACING: Tracing = { isOn: false, currentTraceId: () => undefined, stop: () => Promise.resolve() };

export const tracing: Tracing = wantsTraces(process.env) ? start() : NO_TRACING;

function start(): Tracing {
  // Only `require` loads at once what may not be needed.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { startOpenTelemetry } = require('./open-telemetry') as typeof OpenTelemetry;
  return startOpenTelemetry();
}
