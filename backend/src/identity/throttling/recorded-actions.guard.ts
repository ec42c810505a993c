import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AuthenticatedUser } from '../current-user.decorator';
import { ApiProblems } from '../../platform/openapi/api-problems.decorator';
import { RecordedActionsService } from './recorded-actions.service';

/** Counts the request as a recorded action. */
@Injectable()
export class RecordedActionsGuard implements CanActivate {
  constructor(private readonly actions: RecordedActionsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { user, id } = context.switchToHttp().getRequest<FastifyRequest & { user: AuthenticatedUser }>();
    await this.actions.count(user.id, id);
    return true;
  }
}

/**
 * For actions that are audited every time and not limited otherwise. Counts within the request's turn; a route that
 * takes its own turns counts in one of them.
 */
export const ThrottleRecordedActions = (): MethodDecorator =>
  applyDecorators(UseGuards(RecordedActionsGuard), ApiProblems('RATE_LIMITED'));
