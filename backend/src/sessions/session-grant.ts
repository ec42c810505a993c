/** A session that may be used now: what access token, refresh token and cookies are made from. */
export interface SessionGrant {
  readonly sessionId: string;
  readonly userId: string;
  readonly generation: number;
  /** When the password was last checked. */
  readonly authenticatedAt: Date;
  readonly rememberMe: boolean;
  /** Milliseconds until the session ends if it is not renewed before. */
  readonly idleLifetime: number;
  /** Milliseconds until the session ends whatever happens. */
  readonly absoluteLifetime: number;
}
