import type { Span, Tracer } from '@opentelemetry/api';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';

/** Spans with statement text as written in the code; parameters are never included. */
export function databaseSpans(): PgInstrumentation {
  return new CodesOnly({
    // Excludes periodic background work, which belongs to no request.
    requireParentSpan: true,
    // By default, named statements would be identified by their hashes.
    requestHook: (span, { query }) => span.updateName(`pg.query:${operationOf(query.text)}`),
  });
}

/** PostgreSQL quotes values in its error messages, so only the error code is kept. */
class CodesOnly extends PgInstrumentation {
  protected override get tracer(): Tracer {
    const tracer = super.tracer;
    return {
      startSpan: (...call) => withoutMessage(tracer.startSpan(...call)),
      startActiveSpan: tracer.startActiveSpan.bind(tracer),
    };
  }
}

function withoutMessage(span: Span): Span {
  const setStatus = span.setStatus.bind(span);
  span.setStatus = ({ code }) => setStatus({ code });
  return span;
}

function operationOf(statement: string): string {
  return /\w+/.exec(statement)?.[0].toUpperCase() ?? '';
}
