import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import { AccessTokensService } from './access-tokens.service';
import { AccessTokenCheckService } from './access-token-check.service';
import { ACCESS_TOKEN_ALGORITHM } from './access-token-form';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import { bearerTokenOf } from './bearer-token';
import type { AuthenticatedUser } from '../current-user.decorator';

/** Verifies an access token: signature and claims first, then session liveness (ASVS V9.1.1 to V9.2.3). */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    accessTokens: AccessTokensService,
    private readonly check: AccessTokenCheckService,
  ) {
    super({
      jwtFromRequest: bearerTokenOf,
      secretOrKeyProvider: (
        _request: unknown,
        token: string,
        done: (error: unknown, key?: never) => void,
      ) => {
        const key = accessTokens.keyOf(token);
        done(key ? null : bearerProblem('TOKEN_INVALID'), key as never);
      },
      algorithms: [ACCESS_TOKEN_ALGORITHM],
      issuer: accessTokens.issuer,
      audience: accessTokens.audience,
      // Times are checked on every use, also for cached tokens that skip the library.
      ignoreExpiration: true,
      passReqToCallback: true,
    });
  }

  /** Called by the library for a token with a valid signature. */
  validate(request: FastifyRequest): Promise<AuthenticatedUser> {
    return this.check.verifyNew(bearerTokenOf(request) ?? '');
  }
}
