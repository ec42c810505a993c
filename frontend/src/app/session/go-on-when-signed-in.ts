import { type Signal, effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { safeReturnUrl } from './return-url';
import { Session } from './session';

/** Leaves a sign-in page as soon as the person signs in, here or in another tab. Call in an injection context. */
export function goOnWhenSignedIn(returnUrl: Signal<string | undefined>): void {
  const session = inject(Session);
  const router = inject(Router);

  effect(() => {
    if (session.user()) {
      void untracked(() => router.navigateByUrl(safeReturnUrl(returnUrl())));
    }
  });
}
