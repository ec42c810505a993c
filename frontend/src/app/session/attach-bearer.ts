import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { isApiUrl } from '../api/urls';
import { OUTSIDE_SESSION } from './auth-api';
import { Session } from './session';

/** Sends the access token with requests to our own API only. */
export const attachBearer: HttpInterceptorFn = (request, next) => {
  const token = inject(Session).accessToken();
  if (!token || request.context.get(OUTSIDE_SESSION) || !isApiUrl(request.url)) {
    return next(request);
  }
  return next(request.clone({ setHeaders: { Authorization: `Bearer ${token}` } }));
};
