import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import { currentUserOf } from './current-user.decorator';
import { IS_PUBLIC } from './public.decorator';
import { Problem } from '../platform/errors/problem';
import { SCOPE_MARK } from '../platform/openapi/describe-scope';
import { isGranted, type Scope } from './scope';

const REQUIRED_SCOPE = 'requiredScope';

/**
 * The second global guard: personal access tokens may only use routes marked `@RequiresScope()` (ASVS V10.3.2).
 * Sessions have no such restriction.
 */
@Injectable()
export class ScopeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (this.read<boolean>(IS_PUBLIC, context)) {
      return true;
    }
    const { session, scopes = [] } = currentUserOf(context);
    const required = this.read<Scope>(REQUIRED_SCOPE, context);
    if (!session && !(required && isGranted(required, scopes))) {
      throw insufficientScope(required);
    }
    return true;
  }

  private read<Value>(mark: string, context: ExecutionContext): Value | undefined {
    return this.reflector.getAllAndOverride<Value | undefined>(mark, [
      context.getHandler(),
      context.getClass(),
    ]);
  }
}

/** Opens a route to personal access tokens with this scope, and documents it so. */
export const RequiresScope = (scope: Scope): MethodDecorator =>
  applyDecorators(SetMetadata(REQUIRED_SCOPE, scope), ApiExtension(SCOPE_MARK, scope));

/** A 403 with its challenge (RFC 6750 section 3.1). Unmarked routes accept no scope. */
function insufficientScope(required: Scope | undefined): Problem {
  const challenge = 'Bearer realm="taskward", error="insufficient_scope"';
  return new Problem('INSUFFICIENT_SCOPE', {
    detail: required
      ? `This needs an access token with the scope ${required}.`
      : 'Personal access tokens cannot be used for this. Sign in instead.',
    headers: { 'WWW-Authenticate': required ? `${challenge}, scope="${required}"` : challenge },
    members: { requiredScopes: required ? [required] : [] },
  });
}
