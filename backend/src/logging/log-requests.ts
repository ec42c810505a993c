import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { AuthenticatedUser } from '../auth/current-user.decorator';
import { clientAddressOf } from '../http/client-address';
import type { UserPseudonyms } from './user-pseudonyms';

/**
 * One line for each answer, by route template: no query, no body, no header can bring a secret into it, and so none is
 * looked for. Files and pages of the portal are of interest to developers only.
 */
export function logRequests(server: FastifyInstance, logger: Logger, pseudonyms: UserPseudonyms): void {
  const lines = logger.child({}, { redact: [] });
  server.addHook('onResponse', (request, reply, done) => {
    const { user } = request as { user?: AuthenticatedUser };
    const level = request.url.startsWith('/api/') ? 'info' : 'debug';
    lines[level](
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? '(none)',
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
