import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { allowedMethods, methodNotAllowed } from '../http/allowed-methods';
import { sendProblem } from './send-problem';
import { Problem } from './problem';
import { isRouteNotFound, toProblem } from './to-problem';

/** The one place where an exception becomes an answer (ASVS V16.5.1, V16.5.4). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = isRouteNotFound(exception) ? this.explainMissingRoute(request) : toProblem(exception);
    if (problem.getStatus() >= 500) {
      this.logger.error({ requestId: request.id, code: problem.code, err: problem.cause ?? problem });
    }
    sendProblem(reply, problem);
  }

  /** A known path with another method is 405 with `Allow` (RFC 9110 section 15.5.6), an unknown one 404. */
  private explainMissingRoute(request: FastifyRequest): Problem {
    const methods = allowedMethods(request.server, request.url);
    return methods.length > 0 && !methods.includes(request.method)
      ? methodNotAllowed(methods)
      : new Problem('NOT_FOUND');
  }
}
