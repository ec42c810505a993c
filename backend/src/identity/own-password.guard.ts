import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { Problem } from '../platform/errors/problem';
import { ApiProblems } from '../platform/openapi/api-problems.decorator';
import { currentUserOf } from './current-user.decorator';

/** Refuses what would outlive a password set by the administrator, which somebody else may have seen. */
@Injectable()
export class OwnPasswordGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (currentUserOf(context).account.passwordExpiresAt) {
      throw new Problem('PASSWORD_CHANGE_REQUIRED', {
        detail:
          'The administrator has set the password. Change it first: see POST /api/v1/users/me/password.',
      });
    }
    return true;
  }
}

/** Requires a password that the person has chosen. */
export const RequiresOwnPassword = (): MethodDecorator =>
  applyDecorators(UseGuards(OwnPasswordGuard), ApiProblems('PASSWORD_CHANGE_REQUIRED'));
