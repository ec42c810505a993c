/** A usable session: the input for an access token. */
export interface AccessGrant {
  readonly sessionId: string;
  readonly userId: string;
  readonly generation: number;
  /** When the password was last checked. */
  readonly authenticatedAt: Date;
  /** Milliseconds until the session ends in any case. */
  readonly absoluteLifetime: number;
}

/** A session just opened or renewed: the input for access token, refresh token and cookies. */
export interface SessionGrant extends AccessGrant {
  readonly rememberMe: boolean;
  /** Milliseconds until the session ends unless it is renewed. */
  readonly idleLifetime: number;
}
