import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../errors/problem';
import { sendProblem } from './send-problem';
import { toProblem } from './to-problem';

/** The one place where exceptions become error responses (ASVS V16.5.1, V16.5.4). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = toProblem(exception);
    if (problem.getStatus() >= 500 && !isAbandoned(problem)) {
      const { id: requestId } = http.getRequest<FastifyRequest>();
      this.logger.error({ requestId, code: problem.code, err: problem.cause ?? problem });
    }
    sendProblem(http.getResponse<FastifyReply>(), problem);
  }
}

/** Work that was deliberately dropped because its client disconnected. Any other abort is unexpected, and logged. */
function isAbandoned({ code, cause }: Problem): boolean {
  return code === 'UNAVAILABLE' && (cause as Partial<Error> | undefined)?.name === 'AbortError';
}
