import type { User } from '../api/types';

/** `left`: the person signed out. `ended`: the server no longer knows the session. */
export type SignedOutReason = 'left' | 'ended';

/** Everything a session can be. `unavailable`: perhaps signed in, but the server cannot say so at the moment. */
export type SessionState =
  | { readonly status: 'loading' }
  | { readonly status: 'signed-in'; readonly user: User }
  | { readonly status: 'signed-out'; readonly reason?: SignedOutReason }
  | { readonly status: 'unavailable' };
