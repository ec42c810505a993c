import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Scope } from './scope';

/** The session that an access token was issued for. */
export interface CurrentSession {
  readonly id: string;
  /** The refresh generation that the access token was issued with. */
  readonly generation: number;
  /** Whether the password was checked within `STEP_UP_MINUTES`. */
  readonly recentlyAuthenticated: boolean;
}

/** Who sends the request, as the guard found out: with a session, or with the scopes of a personal access token. */
export interface AuthenticatedUser {
  readonly id: string;
  readonly email: string;
  /** When the token of the request expires. */
  readonly expiresAt: Date;
  readonly session?: CurrentSession;
  /** The id of the personal access token. */
  readonly personalTokenId?: string;
  readonly scopes?: readonly Scope[];
}

export function currentUserOf(context: ExecutionContext): AuthenticatedUser {
  const { user } = context.switchToHttp().getRequest<{ user?: AuthenticatedUser }>();
  if (!user) {
    throw new Error('A route without authentication asks for the current user');
  }
  return user;
}

/** The one place where identity comes from. Fails loudly on a route that no guard protects. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext) =>
  currentUserOf(context),
);

/** The session of the request, on routes that personal access tokens do not reach. */
export const FromSession = createParamDecorator((_: unknown, context: ExecutionContext): CurrentSession => {
  const { session } = currentUserOf(context);
  if (!session) {
    throw new Error('A route that a personal access token reaches asks for the session');
  }
  return session;
});
