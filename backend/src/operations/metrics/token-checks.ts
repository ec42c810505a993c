import { channel } from 'node:diagnostics_channel';

/** `failed` is what is no fault of the token: the database was away. */
export const TOKEN_CHECK_RESULTS = ['accepted', 'refused', 'failed'] as const;

/** A check of a token, its session included. */
export interface TokenCheck {
  readonly result: (typeof TOKEN_CHECK_RESULTS)[number];
  readonly seconds: number;
}

/** Each check that `TimedAuthGuard` made. */
export const tokenChecks = channel('taskward.token-checks');
