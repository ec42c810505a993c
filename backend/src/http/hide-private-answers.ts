import type { FastifyReply, FastifyRequest } from 'fastify';

/** Nothing under `/api` is kept by a cache unless its route says otherwise (ASVS V14.3.2). */
export function hidePrivateAnswers(request: FastifyRequest, reply: FastifyReply): void {
  if (request.url.startsWith('/api/')) {
    void reply.header('Cache-Control', 'no-store');
  }
}
