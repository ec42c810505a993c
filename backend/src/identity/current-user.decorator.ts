import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Scope } from './scope';
import type { Account } from './account';

/** The session that an access token was issued for. */
export interface CurrentSession {
  readonly id: string;
  /** The refresh generation that the access token was issued with. */
  readonly generation: number;
  /** Whether the password was checked within `STEP_UP_MINUTES`. */
  readonly recentlyAuthenticated: boolean;
}

/** The authenticated caller: a session, or the scopes of a personal access token. */
export interface AuthenticatedUser {
  readonly id: string;
  readonly email: string;
  /** As it was when the request was authenticated. */
  readonly account: Account;
  /** When the request's token expires. */
  readonly expiresAt: Date;
  readonly session?: CurrentSession;
  /** The id of the personal access token, if one was used. */
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

/** The only source of the caller's identity. Throws on a route that no guard protects. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext) =>
  currentUserOf(context),
);

/** The session of the request, on routes closed to personal access tokens. */
export const FromSession = createParamDecorator((_: unknown, context: ExecutionContext): CurrentSession => {
  const { session } = currentUserOf(context);
  if (!session) {
    throw new Error('A route that a personal access token reaches asks for the session');
  }
  return session;
});
