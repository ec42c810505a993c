import { HttpContextToken, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { toProblem } from '../problems/problem';
import { Session } from './session';
import { StepUp } from './step-up';

/** The password, if the submitting form has just asked for it, so that the person is not asked again. */
export const KNOWN_PASSWORD = new HttpContextToken<string | undefined>(() => undefined);

/**
 * Asks for the password when the server requires a recent check (step-up), and retries the request once, only if the
 * same person is still signed in.
 */
export const stepUpAndRetry: HttpInterceptorFn = (request, next) => {
  const stepUp = inject(StepUp);
  const session = inject(Session);
  const userId = session.user()?.id;

  const ask = async () => {
    await session.resumedBy(userId);
    await stepUp.request(request.context.get(KNOWN_PASSWORD));
    await session.resumedBy(userId);
  };

  return next(request).pipe(
    catchError((error: unknown) =>
      toProblem(error).code === 'REAUTHENTICATION_REQUIRED'
        ? from(ask()).pipe(switchMap(() => next(request)))
        : throwError(() => error),
    ),
  );
};
