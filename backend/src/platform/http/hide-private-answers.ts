import type { FastifyInstance } from 'fastify';
import { addHookTo, kindOf } from './route-kind';

/** Forbids caching of API responses unless the route says otherwise (ASVS V14.3.2). */
export function hidePrivateAnswers(server: FastifyInstance): void {
  addHookTo(
    server,
    (route) => ['api', 'docs'].includes(kindOf(route)),
    (_request, reply, done) => {
      void reply.header('Cache-Control', 'no-store');
      done();
    },
  );
}
