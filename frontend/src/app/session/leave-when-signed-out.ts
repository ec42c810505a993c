import { effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { FAREWELL, isPublicPage } from './return-url';
import { Session } from './session';
import type { SignedOutReason } from './session-state';

/** Navigates to the sign-in or farewell page when the session is over. Call in an injection context. */
export function leaveWhenSignedOut(): void {
  const session = inject(Session);
  const router = inject(Router);

  effect(() => {
    const state = session.state();
    if (state.status === 'signed-out' && state.reason) {
      untracked(() => leave(router, state.reason));
    }
  });
}

function leave(router: Router, reason?: SignedOutReason): void {
  if (reason === 'deleted') {
    void router.navigateByUrl(FAREWELL);
    return;
  }
  // Before the first navigation the guard decides, since it knows the requested URL.
  if (!router.navigated || isPublicPage(router.url)) {
    return;
  }
  const queryParams = reason === 'ended' ? { returnUrl: router.url } : {};
  void router.navigate(['/sign-in'], { queryParams });
}
