import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AuthenticatedUser } from '../current-user.decorator';
import { Config } from '../../platform/config/config';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { LimitCounters } from './limit-counters.service';
import { rateLimited } from './rate-limited';

/** Keeps one person from growing the record of security events at will: refused is the action, never its record. */
@Injectable()
export class RecordedActionsGuard implements CanActivate {
  constructor(
    private readonly config: Config,
    private readonly counters: LimitCounters,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { user } = context.switchToHttp().getRequest<FastifyRequest & { user: AuthenticatedUser }>();
    if (this.config.authThrottle) {
      const { refused } = await this.counters.count([{ limit: 'recorded', subject: user.id }]);
      if (refused) {
        throw rateLimited(refused.limit, refused.seconds);
      }
    }
    return true;
  }
}

/** For what is recorded as a security event each time, and that nothing else limits. */
export const ThrottleRecordedActions = (): MethodDecorator =>
  applyDecorators(UseGuards(RecordedActionsGuard), ApiProblems('RATE_LIMITED'));
