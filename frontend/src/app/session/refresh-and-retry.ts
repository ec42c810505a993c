import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { toProblem } from '../problems/problem';
import { OUTSIDE_SESSION } from './auth-api';
import { Session } from './session';

const REFRESHABLE = new Set(['TOKEN_EXPIRED', 'TOKEN_INVALID', 'TOKEN_MISSING', 'SESSION_ENDED']);

/** Renews a rejected access token and retries the request once, only if the same person is still signed in. */
export const refreshAndRetry: HttpInterceptorFn = (request, next) => {
  if (request.context.get(OUTSIDE_SESSION)) {
    return next(request);
  }
  const session = inject(Session);
  const userId = session.user()?.id;
  const token = session.accessToken();

  return next(request).pipe(
    catchError((error: unknown) => {
      if (!REFRESHABLE.has(toProblem(error).code)) {
        return throwError(() => error);
      }
      return from(session.renewFor(userId, token)).pipe(switchMap(() => next(request)));
    }),
  );
};
