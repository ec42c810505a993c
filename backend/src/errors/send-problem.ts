import type { FastifyReply } from 'fastify';
import { type Problem, toProblemDocument } from './problem';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/** Answers a problem. An answer already under way is left alone. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (reply.sent || reply.raw.headersSent) {
    return;
  }
  void reply
    .status(problem.getStatus())
    .headers(problem.headers)
    .header('Cache-Control', 'no-store')
    .type(PROBLEM_CONTENT_TYPE)
    .serializer(JSON.stringify)
    .send(toProblemDocument(problem, reply.request.id));
}
