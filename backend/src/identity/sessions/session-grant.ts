/** A session that may be used now: what an access token is made from. */
export interface AccessGrant {
  readonly sessionId: string;
  readonly userId: string;
  readonly generation: number;
  /** When the password was last checked. */
  readonly authenticatedAt: Date;
  /** Milliseconds until the session ends whatever happens. */
  readonly absoluteLifetime: number;
}

/** A session that was opened or renewed: what access token, refresh token and cookies are made from. */
export interface SessionGrant extends AccessGrant {
  readonly rememberMe: boolean;
  /** Milliseconds until the session ends if it is not renewed before. */
  readonly idleLifetime: number;
}
