import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config';
import { clientAddressOf } from '../../platform/http/client-address';
import { goneSignalOf } from '../../platform/http/gone-signal';
import { sourceOf } from '../../platform/http/source';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { SourceTurnsService } from './source-turns.service';

/** Queues the requests of one source; `endTurnsWithAnswers` releases the place. */
@Injectable()
export class SourceTurnGuard implements CanActivate {
  constructor(
    private readonly config: Config,
    private readonly turns: SourceTurnsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (this.config.authThrottle) {
      const source = sourceOf(clientAddressOf(request));
      if (!this.turns.tryBegin(source)) {
        await this.turns.begin(source, goneSignalOf(http.getResponse<FastifyReply>()));
      }
      request.endTurn = () => this.turns.end(source);
    }
    return true;
  }
}

/** For a public route that only reads and writes a few rows: hashing a password would hold the place far too long. */
export const TakesSourceTurn = (): MethodDecorator =>
  applyDecorators(UseGuards(SourceTurnGuard), ApiProblems('RATE_LIMITED'));
