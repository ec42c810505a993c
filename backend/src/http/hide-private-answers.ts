import type { FastifyInstance } from 'fastify';

/** Nothing under `/api` is kept by a cache unless its route says otherwise (ASVS V14.3.2). */
export function hidePrivateAnswers(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api/')) {
      void reply.header('Cache-Control', 'no-store');
    }
    done();
  });
}
