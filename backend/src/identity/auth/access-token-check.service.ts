import { Injectable } from '@nestjs/common';
import { SessionLivenessService } from '../sessions/session-liveness.service';
import { CLOCK_SKEW } from './access-tokens.service';
import { type AccessTokenClaims, readAccessToken } from './access-token-form';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import type { AuthenticatedUser } from '../current-user.decorator';
import { VerifiedTokens } from './verified-tokens';

/** About 500 bytes each. */
const VERIFIED_MAXIMUM = 10_000;

/** Authenticates an access token. Session liveness is read every time, so that revocation takes effect immediately. */
@Injectable()
export class AccessTokenCheckService {
  private readonly verified = new VerifiedTokens(VERIFIED_MAXIMUM);

  constructor(private readonly liveness: SessionLivenessService) {}

  /**
   * @returns undefined when the token has not been verified before, so that the library must check it.
   * @throws Problem TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED
   */
  async verifyKnown(token: string): Promise<AuthenticatedUser | undefined> {
    const claims = this.verified.find(token);
    return claims && this.admit(claims);
  }

  /**
   * For a token whose signature, issuer and audience the library has just verified.
   * @throws Problem TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED
   */
  verifyNew(token: string): Promise<AuthenticatedUser> {
    const claims = readAccessToken(token);
    if (!claims) {
      throw bearerProblem('TOKEN_INVALID');
    }
    this.verified.keep(token, claims);
    return this.admit(claims);
  }

  private async admit({ sub, email, sid, gen, iat, exp }: AccessTokenClaims): Promise<AuthenticatedUser> {
    const now = Date.now() / 1_000;
    if (iat > now + CLOCK_SKEW) {
      throw bearerProblem('TOKEN_INVALID');
    }
    if (exp <= now) {
      throw bearerProblem('TOKEN_EXPIRED');
    }
    const { recentlyAuthenticated, account } = await this.liveness.requireLive(sid, sub, gen);
    const session = { id: sid, generation: gen, recentlyAuthenticated };
    return { id: sub, email, account, expiresAt: new Date(exp * 1_000), session };
  }
}
