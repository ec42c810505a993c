import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import { SessionLivenessService } from '../sessions/session-liveness.service';
import { ACCESS_TOKEN_ALGORITHM, type AccessTokenClaims, AccessTokens, CLOCK_SKEW } from './access-token';
import { bearerProblem } from './bearer-problem';
import { bearerTokenOf } from './bearer-token';
import type { AuthenticatedUser } from './current-user.decorator';
import { VerifiedTokens } from './verified-tokens';

/** About 500 bytes each. */
const VERIFIED_MAXIMUM = 10_000;

/** Checks an access token: signature and claims first, then whether its session lives (ASVS V9.1.1 to V9.2.3). */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  private readonly verified = new VerifiedTokens(VERIFIED_MAXIMUM);

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
      passReqToCallback: true,
    });
  }

  /** The library checks a token that comes for the first time; what it found holds for the times after. */
  override authenticate(request: Parameters<Strategy['authenticate']>[0]): void {
    const claims = this.verified.find(bearerTokenOf(request) ?? '');
    if (claims) {
      this.admit(claims).then(
        (user) => this.success(user),
        (error: unknown) => this.error(error as Error),
      );
    } else {
      super.authenticate(request);
    }
  }

  /** Called by the library with the claims of a token that is genuine. */
  validate(request: FastifyRequest, claims: AccessTokenClaims): Promise<AuthenticatedUser> {
    this.verified.keep(bearerTokenOf(request) ?? '', claims);
    return this.admit(claims);
  }

  private async admit({ sub, email, sid, gen, iat, exp }: AccessTokenClaims): Promise<AuthenticatedUser> {
    const now = Date.now() / 1_000;
    if (!Number.isFinite(exp) || !(iat <= now + CLOCK_SKEW)) {
      throw bearerProblem('TOKEN_INVALID');
    }
    if (exp <= now) {
      throw bearerProblem('TOKEN_EXPIRED');
    }
    const { state, recentlyAuthenticated } = await this.liveness.check(sid, sub, gen);
    if (state !== 'alive') {
      throw bearerProblem(state === 'voided' ? 'TOKEN_INVALID' : 'SESSION_ENDED');
    }
    const session = { id: sid, generation: gen, recentlyAuthenticated };
    return { id: sub, email, expiresAt: new Date(exp * 1_000), session };
  }
}
