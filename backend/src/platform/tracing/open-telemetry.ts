import { setTimeout as sleep } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { databaseSpans } from './database-spans';
import { nameSpansByRoute, requestSpans } from './request-spans';
import { logDiagnostics } from './log-diagnostics';
import { serviceNameOf } from './tracing-settings';

export interface Tracing {
  readonly isOn: boolean;
  /** The id that links log lines with the spans of a trace. */
  readonly currentTraceId: () => string | undefined;
  /** Flushes the remaining spans, for a second at most; never fails. */
  stop(): Promise<void>;
}

/**
 * Milliseconds for flushing the last traces, unless `OTEL_BSP_EXPORT_TIMEOUT` is set: the server must stop within ten
 * seconds.
 */
const FLUSH_TIME = '1000';

/** Starts the SDK, configured by its standard variables. Metrics and logs are handled elsewhere. */
export function startOpenTelemetry(): Tracing {
  const sdk = new NodeSDK({
    serviceName: serviceNameOf(process.env),
    instrumentations: [requestSpans(), databaseSpans()],
    metricReaders: [],
    logRecordProcessors: [],
  });
  const flushTime = Number(process.env.OTEL_BSP_EXPORT_TIMEOUT || FLUSH_TIME);
  logDiagnostics();
  nameSpansByRoute();
  sdk.start();
  return {
    isOn: true,
    currentTraceId: () => trace.getActiveSpan()?.spanContext().traceId,
    stop: () => Promise.race([sdk.shutdown().catch(() => undefined), sleep(flushTime)]),
  };
}
