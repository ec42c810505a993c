import { hash } from 'node:crypto';
import type { AccessTokenClaims } from './access-token-form';

/**
 * Access tokens whose signature and claims were found good, for a while: they do not change. Their times have to be
 * looked at on each use, as has the session. A hash stands for each token, so that no memory dump holds any.
 */
export class VerifiedTokens {
  private readonly claims = new Map<string, AccessTokenClaims>();

  /** @param maximum of tokens that are kept; the oldest one makes room. */
  constructor(private readonly maximum: number) {}

  find(token: string): AccessTokenClaims | undefined {
    return this.claims.get(digest(token));
  }

  keep(token: string, claims: AccessTokenClaims): void {
    const [oldest] = this.claims.keys();
    if (oldest !== undefined && this.claims.size >= this.maximum) {
      this.claims.delete(oldest);
    }
    this.claims.set(digest(token), claims);
  }
}

/** The whole token counts: two that differ in their signatures alone are two. */
function digest(token: string): string {
  return hash('sha256', token, 'base64url');
}
