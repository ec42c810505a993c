import { hash } from 'node:crypto';
import type { AccessTokenClaims } from './access-token-form';

/**
 * A bounded cache of access tokens whose signature and claims are verified, since these cannot change. Times and the
 * session must still be checked on every use. Only hashes are kept, so that a memory dump exposes no token.
 */
export class VerifiedTokens {
  private readonly claims = new Map<string, AccessTokenClaims>();

  /** @param maximum number of tokens to keep; the oldest is evicted. */
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

/** Hashes the whole token: tokens that differ only in their signature are different. */
function digest(token: string): string {
  return hash('sha256', token, 'base64url');
}
