import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { safeReturnUrl } from './return-url';
import { Session } from './session';

/** Admits everybody who may be signed in: an unreachable server is no reason to leave the page. */
export const signedIn: CanActivateFn = (_route, { url: returnUrl }) =>
  inject(Session).state().status !== 'signed-out' ||
  inject(Router).createUrlTree(['/sign-in'], { queryParams: { returnUrl } });

export const signedOut: CanActivateFn = ({ queryParamMap }) =>
  !inject(Session).user() || inject(Router).parseUrl(safeReturnUrl(queryParamMap.get('returnUrl')));
