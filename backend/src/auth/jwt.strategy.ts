import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import { SessionLivenessService } from '../sessions/session-liveness.service';
import { ACCESS_TOKEN_ALGORITHM, type AccessTokenClaims, AccessTokens, CLOCK_SKEW } from './access-token';
import { bearerProblem } from './bearer-problem';
import { bearerTokenOf } from './bearer-token';
import type { AuthenticatedUser } from './current-user.decorator';

/** Checks an access token: signature and claims first, then whether its session lives (ASVS V9.1.1 to V9.2.3). */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    accessTokens: AccessTokens,
    private readonly liveness: SessionLivenessService,
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
      jsonWebTokenOptions: { clockTolerance: CLOCK_SKEW },
    });
  }

  async validate(claims: AccessTokenClaims): Promise<AuthenticatedUser> {
    const now = Date.now() / 1_000;
    if (!Number.isFinite(claims.exp) || !(claims.iat <= now + CLOCK_SKEW)) {
      throw bearerProblem('TOKEN_INVALID');
    }
    if (claims.exp <= now) {
      throw bearerProblem('TOKEN_EXPIRED');
    }
    const { state, recentlyAuthenticated } = await this.liveness.check(claims.sid, claims.sub, claims.gen);
    if (state !== 'alive') {
      throw bearerProblem(state === 'voided' ? 'TOKEN_INVALID' : 'SESSION_ENDED');
    }
    const session = { id: claims.sid, generation: claims.gen, recentlyAuthenticated };
    return { id: claims.sub, email: claims.email, expiresAt: new Date(claims.exp * 1_000), session };
  }
}
