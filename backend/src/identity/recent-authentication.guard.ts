import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { Problem } from '../platform/errors/problem';
import { ApiProblems } from '../platform/openapi/api-problems.decorator';
import { type CurrentSession, currentUserOf } from './current-user.decorator';

/** How long a password check allows sensitive actions. */
export const STEP_UP_MINUTES = 10;

const CHALLENGE = `Bearer realm="taskward", error="insufficient_user_authentication", max_age=${STEP_UP_MINUTES * 60}`;

/** Asks for the password again before a sensitive action, with the challenge of RFC 9470 (ASVS V7.5.1, V7.5.3). */
@Injectable()
export class RecentAuthenticationGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    requireRecentAuthentication(currentUserOf(context).session);
    return true;
  }
}

/** @throws Problem REAUTHENTICATION_REQUIRED */
export function requireRecentAuthentication(session: CurrentSession | undefined): void {
  if (!session?.recentlyAuthenticated) {
    throw new Problem('REAUTHENTICATION_REQUIRED', {
      detail: `This needs a password check within the last ${STEP_UP_MINUTES} minutes: see POST /api/v1/auth/reauthenticate.`,
      headers: { 'WWW-Authenticate': CHALLENGE },
    });
  }
}

/** Requires a recent password check; the session's timestamp decides, not the token's claim. */
export const RequiresRecentAuthentication = (): MethodDecorator =>
  applyDecorators(UseGuards(RecentAuthenticationGuard), ApiProblems('REAUTHENTICATION_REQUIRED'));
