import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { safeReturnUrl } from './return-url';
import { Session } from './session';

/** Lets everybody through who may be signed in: a server that cannot be reached is no reason to lose one's place. */
export const signedIn: CanActivateFn = (_route, { url: returnUrl }) =>
  inject(Session).state().status !== 'signed-out' ||
  inject(Router).createUrlTree(['/sign-in'], { queryParams: { returnUrl } });

export const signedOut: CanActivateFn = ({ queryParamMap }) =>
  !inject(Session).user() || inject(Router).parseUrl(safeReturnUrl(queryParamMap.get('returnUrl')));
