import { setTimeout as sleep } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { databaseSpans } from './database-spans';
import { nameSpansByRoute, requestSpans } from './request-spans';
import { logDiagnostics } from './log-diagnostics';
import { serviceNameOf } from './tracing-settings';

export interface Tracing {
  readonly isOn: boolean;
  /** What the lines of a log and the spans of a trace are joined by. */
  readonly currentTraceId: () => string | undefined;
  /** Sends what is left, for as long as a second; never fails. */
  stop(): Promise<void>;
}

/**
 * Milliseconds that the last traces may take, unless `OTEL_BSP_EXPORT_TIMEOUT` says otherwise: the server has its ten
 * seconds to end in.
 */
const FLUSH_TIME = '1000';

/** Starts the SDK by its standard variables. Metrics and logs go their own ways. */
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
