import type { FastifyReply } from 'fastify';
import { type Problem, type ProblemCode, toProblemDocument } from '../errors/problem';

declare module 'fastify' {
  interface FastifyReply {
    /** The error code of the response, for the log. */
    problemCode?: ProblemCode;
  }
}

export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/** Sends an error response, unless a response is already under way. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (reply.sent || reply.raw.headersSent) {
    return;
  }
  reply.problemCode = problem.code;
  void reply
    .status(problem.getStatus())
    .headers(problem.headers)
    .header('Cache-Control', 'no-store')
    .type(PROBLEM_CONTENT_TYPE)
    .serializer(JSON.stringify)
    .send(toProblemDocument(problem, reply.request.id));
}
