import type { User } from '../api/types';

/** `left`: the person signed out. `ended`: the server no longer knows the session. `deleted`: nor the account. */
export type SignedOutReason = 'left' | 'ended' | 'deleted';

/**
 * Every state of a session. `interrupted`: it ended while in use; the page stays until the same person signs in again
 * or leaves. `unavailable`: possibly signed in, but the server is unreachable at the moment.
 */
export type SessionState =
  | { readonly status: 'loading' }
  | { readonly status: 'signed-in'; readonly user: User }
  | { readonly status: 'interrupted'; readonly user: User }
  | { readonly status: 'signed-out'; readonly reason?: SignedOutReason }
  | { readonly status: 'unavailable' };
