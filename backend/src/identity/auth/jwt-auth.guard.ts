import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { PERSONAL_TOKEN_MARK } from '../personal-tokens/personal-token';
import { PersonalTokenCheckService } from '../personal-tokens/personal-token-check.service';
import { Problem } from '../../platform/errors/problem';
import { AccessTokenCheckService } from './access-token-check.service';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import { bearerTokenOf } from './bearer-token';
import type { AuthenticatedUser } from '../current-user.decorator';
import { IS_PUBLIC } from '../public.decorator';

/**
 * The first global guard: every route requires an access token (of a session or personal) unless it is marked
 * `@Public()` (ASVS V8.2.1).
 */
@Injectable()
export class JwtAuthGuard extends AuthGuard('jwt') {
  constructor(
    private readonly reflector: Reflector,
    private readonly accessTokens: AccessTokenCheckService,
    private readonly personalTokens: PersonalTokenCheckService,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    return (
      isPublic || (await this.acceptKnownToken(context)) || ((await super.canActivate(context)) as boolean)
    );
  }

  /** Called by Passport with the user or the failure: `error` comes from our code, `info` from the library. */
  override handleRequest<TUser>(error: unknown, user: TUser | false, info: unknown): TUser {
    if (error) {
      throw error as Error;
    }
    if (user) {
      return user;
    }
    if (info instanceof Problem) {
      throw info;
    }
    throw bearerProblem('TOKEN_INVALID');
  }

  /**
   * Accepts personal tokens, and tokens that the library has verified before: the result still holds, and the objects
   * that the library allocates for each request outlive it, so that garbage piles up.
   * @returns false for any other token.
   * @throws Problem TOKEN_MISSING
   */
  private async acceptKnownToken(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: AuthenticatedUser }>();
    const token = bearerTokenOf(request);
    if (token === null) {
      throw bearerProblem('TOKEN_MISSING');
    }
    request.user = token.startsWith(PERSONAL_TOKEN_MARK)
      ? await this.personalTokens.verifyOrFail(token)
      : await this.accessTokens.verifyKnown(token);
    return request.user !== undefined;
  }
}
