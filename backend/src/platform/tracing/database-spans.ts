import type { Span, Tracer } from '@opentelemetry/api';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';

/** Statements as they stand in the code; parameters are never part of a span. */
export function databaseSpans(): PgInstrumentation {
  return new CodesOnly({
    // What the server does for itself, again and again, belongs to no request.
    requireParentSpan: true,
    // Named statements would be told by their hashes.
    requestHook: (span, { query }) => span.updateName(`pg.query:${operationOf(query.text)}`),
  });
}

/** PostgreSQL quotes values in the messages of its errors. The code of the error stays. */
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
