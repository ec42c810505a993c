import { channel } from 'node:diagnostics_channel';
import { type Attributes, trace } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Client-controlled attributes: paths and queries with secrets, names, made-up addresses. */
const UNTRUSTED: Attributes = {
  'url.path': undefined,
  'url.query': undefined,
  'user_agent.original': undefined,
  'client.address': undefined,
  'network.peer.address': undefined,
  'network.peer.port': undefined,
  'server.address': undefined,
  'server.port': undefined,
};

/**
 * Health checks and metrics, which are not traced. The route is not known yet at this point, so only the documented
 * paths match; any other spelling is traced by its route.
 */
const PROBES: ReadonlySet<string | undefined> = new Set(['/health/live', '/health/ready', '/metrics']);

/** One span per request, with method, route and status (docs/security.md: no secret is stored). */
export function requestSpans(): HttpInstrumentation {
  return new HttpInstrumentation({
    startIncomingSpanHook: () => UNTRUSTED,
    ignoreIncomingRequestHook: ({ url }) => PROBES.has(url),
    // The server's only outgoing requests are to the collector.
    disableOutgoingRequestInstrumentation: true,
  });
}

/** Fastify publishes each new server; its first hook knows the route template. */
export function nameSpansByRoute(): void {
  channel('fastify.initialization').subscribe((message) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRequest', (request, _reply, done) => {
      nameByRoute(request);
      done();
    });
  });
}

function nameByRoute({ method, routeOptions: { url } }: FastifyRequest): void {
  if (url !== undefined) {
    trace.getActiveSpan()?.updateName(`${method} ${url}`).setAttribute('http.route', url);
  }
}
