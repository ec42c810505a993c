import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { clientAddressOf } from './client-address';
import type { RouteKind } from './route-kind';
import type { UserPseudonyms } from '../logging/user-pseudonyms';

/**
 * Logs one line per response, by route template: without query, body or headers, no secret can get in and none has to
 * be redacted. Portal files and pages, and successful health checks, are logged at debug level only.
 */
export function logRequests(server: FastifyInstance, logger: Logger, pseudonyms: UserPseudonyms): void {
  const lines = logger.child({}, { redact: [] });
  server.addHook('onResponse', (request, reply, done) => {
    const { user } = request as { user?: { id: string } };
    const { url: route, config } = request.routeOptions;
    const level = isQuiet(config.kind) && !reply.problemCode ? 'debug' : 'info';
    lines[level](
      {
        requestId: request.id,
        method: request.method,
        route: route ?? '(none)',
        status: reply.statusCode,
        code: reply.problemCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        ip: clientAddressOf(request),
        user: user && pseudonyms.of(user.id),
      },
      'request',
    );
    done();
  });
}

function isQuiet(kind: RouteKind | undefined): boolean {
  return kind === 'portal' || kind === 'health';
}
