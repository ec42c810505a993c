import { channel } from 'node:diagnostics_channel';
import { type Attributes, trace } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What a client writes as it likes: paths and queries with secrets, names, made-up addresses. */
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
 * What is asked again and again: whether all is well, and how much. No route is known yet when this is decided, so only
 * the addresses as they are documented count; in any other spelling they are traced as what they turn out to be.
 */
const PROBES: ReadonlySet<string | undefined> = new Set(['/health/live', '/health/ready', '/metrics']);

/** One span for each request, with method, route and status (docs/security.md: no secret in what is kept). */
export function requestSpans(): HttpInstrumentation {
  return new HttpInstrumentation({
    startIncomingSpanHook: () => UNTRUSTED,
    ignoreIncomingRequestHook: ({ url }) => PROBES.has(url),
    // All that the server itself asks for is the collector.
    disableOutgoingRequestInstrumentation: true,
  });
}

/** Fastify tells of each server that is made; its first hook knows the template of the route. */
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
