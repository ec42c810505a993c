import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  Logger,
  UseGuards,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AuthenticatedUser } from '../current-user.decorator';
import { Config } from '../../platform/config/config';
import { UserPseudonyms } from '../../platform/logging/user-pseudonyms';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { LimitCounters } from './limit-counters.service';
import { refuseAndLog } from './rate-limited';

/** Keeps one person from growing the record of security events at will: refused is the action, never its record. */
@Injectable()
export class RecordedActionsGuard implements CanActivate {
  private readonly logger = new Logger(RecordedActionsGuard.name);
  private readonly pseudonyms: UserPseudonyms;

  constructor(
    private readonly config: Config,
    private readonly counters: LimitCounters,
  ) {
    this.pseudonyms = new UserPseudonyms(config);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user: AuthenticatedUser }>();
    const { user, id: requestId } = request;
    if (this.config.authThrottle) {
      const { refused } = await this.counters.count([{ limit: 'recorded', subject: user.id }]);
      if (refused) {
        refuseAndLog(this.logger, refused, { user: this.pseudonyms.of(user.id), requestId });
      }
    }
    return true;
  }
}

/** For what is recorded as a security event each time, and that nothing else limits. */
export const ThrottleRecordedActions = (): MethodDecorator =>
  applyDecorators(UseGuards(RecordedActionsGuard), ApiProblems('RATE_LIMITED'));
