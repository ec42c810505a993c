import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** Who sends the request, as the guard found out. */
export interface AuthenticatedUser {
  readonly id: string;
  readonly email: string;
  readonly sessionId: string;
}

/** The one place where identity comes from. Fails loudly on a route that no guard protects. */
export const CurrentUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): AuthenticatedUser => {
    const { user } = context.switchToHttp().getRequest<{ user?: AuthenticatedUser }>();
    if (!user) {
      throw new Error('@CurrentUser() is used on a route without authentication');
    }
    return user;
  },
);
