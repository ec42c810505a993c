import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { toProblem } from '../problems/problem';
import { OUTSIDE_SESSION } from './auth-api';
import { Session } from './session';

/** Holds requests while the person must sign in again, then sends them once, only if it is the same person. */
export const waitForSignIn: HttpInterceptorFn = (request, next) => {
  if (request.context.get(OUTSIDE_SESSION)) {
    return next(request);
  }
  const session = inject(Session);
  const userId = session.user()?.id;
  const sendWhenBack = () => from(session.resumedBy(userId)).pipe(switchMap(() => next(request)));

  if (session.isInterrupted()) {
    return sendWhenBack();
  }
  return next(request).pipe(
    catchError((error: unknown) =>
      toProblem(error).code === 'REFRESH_REJECTED' ? sendWhenBack() : throwError(() => error),
    ),
  );
};
