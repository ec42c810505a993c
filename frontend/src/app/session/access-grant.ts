import type { AuthResponse } from '../api/types';

/** An access token and when to renew it, by `performance.now()`, a monotonic clock. */
export interface AccessGrant {
  readonly accessToken: string;
  readonly renewAt: number;
}

const RENEW_AFTER = 0.75;

export function grantFrom({ accessToken, expiresIn }: AuthResponse): AccessGrant {
  return { accessToken, renewAt: performance.now() + expiresIn * 1_000 * RENEW_AFTER };
}
